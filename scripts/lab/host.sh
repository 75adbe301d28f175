# The host's side of a run: process 1 of a PID and mount namespace of its own. All files of the run
# are in a tmpfs that only this namespace has. So whatever ends this shell ends the processes, the
# mounts and the files; and it ends when its standard input does, which the lab holds open.
#
#   host.sh FOLDER KERNEL RELEASE USERLAND SECONDS VIRTIOFSD COUNT QEMU ARGUMENT... COMMAND ARGUMENT...
#
# FOLDER: an empty folder to mount on; USERLAND: one to lay over the host's files, or nothing;
# COUNT: of words that start qemu. Exits with the command's
# status, 124 when time is up, 125 when the guest fails.
set -eu
trap 'exit 125' ERR
run=$1 kernel=$2 release=$3 userland=$4 seconds=$5 virtiofsd=$6 count=$7
shift 7
machine=("${@:1:count}")
shift "$count"
exec 3<&0 </dev/null

mount -t tmpfs lab "$run"
cp "${0%/*}/guest.sh" "$run"
mkdir "$run/root"
truncate -s 64M "$run/disk"
: >"$run/out"
: >"$run/err"
printf '%s\n' "$kernel/lib/modules/$release" >"$run/modules"
printf '%s\n' "$userland" >"$run/userland"
{
  export -p
  printf 'cd %q\nexec' "$PWD"
  printf ' %q' "$@"
} >"$run/command"

# The guest gets the root file system read-only; the tmpfs, which comes along, it may write to.
mount --rbind / "$run/root"
mount -o remount,bind,ro "$run/root"

# The daemon keeps its lock in /run, by the name of its socket, which other runs have, too.
mount -t tmpfs run /run

cat <&3 >/dev/null &
lab=$!
"$virtiofsd" --socket-path="$run/fs.sock" -o source="$run/root" -o cache=always -o sandbox=chroot \
  >"$run/daemon" 2>&1 &
files=$!
until [ -S "$run/fs.sock" ]; do
  kill -0 $files 2>/dev/null || { cat "$run/daemon" >&2; exit 125; }
  sleep 0.02
done
timeout -k 2 "$seconds" "${machine[@]}" >"$run/qemu" 2>&1 &
guest=$!
tail -c +1 -s 0.05 -f --pid=$guest "$run/out" &
out=$!
tail -c +1 -s 0.05 -f --pid=$guest "$run/err" >&2 &
err=$!

# The guest's end is the normal one, and the daemon's just before it; else the lab has gone, or who
# reads the output.
wait -n -p ended $guest $lab $out $err $files || :
[ "$ended" != $files ] || sleep 1
if kill -0 $guest 2>/dev/null; then
  [ "$ended" != $files ] || echo "lab: $virtiofsd ended" >&2
  exit 125
fi
status=0
wait $guest || status=$?
wait $out $err || :
[ ! -e "$run/status" ] || exit "$(<"$run/status")"
if [ $status = 124 ]; then
  echo "lab: time is up after $seconds s" >&2
  exit 124
fi
echo "lab: the guest failed; the end of its console:" >&2
cat "$run/qemu" >&2
tail -n 20 "$run/console" >&2
exit 125
