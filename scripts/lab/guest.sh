# The guest's side of a run: process 1 of the guest, in busybox's shell. The root of the command is
# the host's with a layer in memory above it: what it writes is gone with the guest. $lab is the
# run's folder, here below /host.
run=/host$lab
root=/new
modules=$(cat "$run/modules")

mount -t tmpfs rw /rw
mkdir /rw/up /rw/work
files=/host
userland=$(cat "$run/userland")
if [ "$userland" ]; then
  # No layer may lie within another: so it is an overlay of its own, which takes two folders.
  mkdir /rw/none /rw/userland
  mount -t overlay -o "lowerdir=/host$userland:/rw/none" userland /rw/userland
  files=/rw/userland:/host
fi
mount -t overlay -o "lowerdir=$files,upperdir=/rw/up,workdir=/rw/work" root $root

mount -t devtmpfs dev $root/dev
mkdir -p $root/dev/pts $root/dev/shm
mount -t devpts pts $root/dev/pts
mount -t tmpfs shm $root/dev/shm
ln -s /proc/self/fd $root/dev/fd
ln -s /proc/self/fd/0 $root/dev/stdin
ln -s /proc/self/fd/1 $root/dev/stdout
ln -s /proc/self/fd/2 $root/dev/stderr
mount -t proc proc $root/proc
mount -t sysfs sys $root/sys
mount -t tmpfs run $root/run
mount -t tracefs tracefs $root/sys/kernel/tracing
mount -t debugfs debugfs $root/sys/kernel/debug
mount -t securityfs securityfs $root/sys/kernel/security
mount -t bpf bpf $root/sys/fs/bpf
mount -t cgroup2 cgroup2 $root/sys/fs/cgroup

mkdir -p "$root/lib/modules/$(uname -r)"
mount -o bind "/host$modules" "$root/lib/modules/$(uname -r)"
[ -e $root/sbin/modprobe ] || cp /bin/busybox $root/sbin/modprobe
# losetup asks for it by a file that is there only then.
chroot $root /sbin/modprobe loop
ip link set lo up
ip addr add 127.0.0.1/8 dev lo 2>/dev/null
hostname lab

# The root is moved over this process's own, so that a path from the kernel does not start with
# /new. A write to a file of the host is there when it returns, so nothing is lost at the guest's
# end.
mkfifo /rw/out /rw/err
cat </rw/out >"$run/out" &
out=$!
cat </rw/err >"$run/err" &
err=$!
cd $root
mount -o move . /
setsid chroot . /bin/bash "$lab/command" </dev/null >/rw/out 2>/rw/err
status=$?

# What the command left running would keep the pipes open.
for process in /proc/[0-9]*; do
  case ${process#/proc/} in
  1 | $out | $err) ;;
  *) kill -9 "${process#/proc/}" 2>/dev/null ;;
  esac
done
wait
echo $status >"$run/status.new"
mv "$run/status.new" "$run/status"
reboot -f
