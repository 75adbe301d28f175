/** Functions of Solaris' kernel that functions of Linux serve: each as often as it is known to be called, with its arguments. */
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';
import { watch } from './watch.ts';

const reason = whyNoTracing('fentry') ?? whyNoProgram('perl', '-e', '1');
const suite = describe.skipIf(reason !== undefined);

const END = 'END { printa("%s %@d\\n", @); }';
const OPENS = 1500;

/** OVERLAYFS_SUPER_MAGIC: such a file system calls the functions again, for the one beneath. */
const OVERLAY = 0x794c7630;
if (statfsSync(tmpdir()).type === OVERLAY) process.env['TMPDIR'] = '/dev/shm';

/** Changes and renames in FOLDER, so often. Of these functions perl itself calls only one: it reads the link to itself. */
const FILES = `
open F, '>', 'FOLDER/f'; close F;
for (1..3) { mkdir "FOLDER/m$_"; rmdir "FOLDER/m$_"; }
rename 'FOLDER/f', 'FOLDER/g'; rename 'FOLDER/g', 'FOLDER/f';
symlink 'target', 'FOLDER/s'; my $s = readlink 'FOLDER/s' for 1..4;
link 'FOLDER/f', 'FOLDER/l'; unlink 'FOLDER/l', 'FOLDER/s';
chmod 0600, 'FOLDER/f' for 1..5;
use POSIX; POSIX::access('FOLDER/f', 4) for 1..6;
opendir D, 'FOLDER'; my @all = readdir D; closedir D;
`;

suite(named('functions of Solaris', reason), () => {
  it('are called as often as the program does what they are for', async () => {
    const found = await watch(
      FILES,
      `fbt::fop_*:entry /pid == $target/ { @[probefunc] = count(); }
       fbt::fop_*:return /pid == $target && arg1 == 0/ { @[strjoin("done_", probefunc)] = count(); } ${END}`,
    );
    const expected = {
      ...{ fop_create: 1, fop_mkdir: 3, fop_rmdir: 3, fop_rename: 2, fop_symlink: 1 },
      ...{ fop_readlink: 5, fop_link: 1, fop_remove: 2, fop_setattr: 5, fop_access: 6 },
    };
    for (const [name, count] of Object.entries(expected))
      expect([name, found.get(name), found.get(`done_${name}`)]).toEqual([name, count, count]);
    expect(found.get('fop_open')).toBeGreaterThanOrEqual(2);
    expect(found.get('fop_close')).toBe(found.get('done_fop_close'));
  });

  it('know the directory and the name, and the file system that the directory is in', async () => {
    const found = await watch(
      FILES,
      `fbt::fop_mkdir:entry, fbt::fop_rmdir:entry, fbt::fop_remove:entry /pid == $target/ {
         this->in = strstr(stringof(args[0]->v_path), "/dtrace-test-") != NULL;
         this->covered = (struct vnode *)args[0]->v_vfsp->vfs_vnodecovered;
         this->below = strstr(stringof(args[0]->v_path), stringof(this->covered->v_path)) != NULL;
         @[strjoin(probefunc, strjoin("/", stringof(arg1)))] = sum(this->in && this->below);
         @["directories"] = sum(args[0]->v_type == VDIR);
       } ${END}`,
    );
    expect(Object.fromEntries(found)).toEqual({
      ...{ 'fop_mkdir/m1': 1, 'fop_mkdir/m2': 1, 'fop_mkdir/m3': 1 },
      ...{ 'fop_rmdir/m1': 1, 'fop_rmdir/m2': 1, 'fop_rmdir/m3': 1 },
      ...{ 'fop_remove/l': 1, 'fop_remove/s': 1, directories: 8 },
    });
  });

  it('a pointer to a pointer lives through a clause, however often there is one', async () => {
    const found = await watch(
      `open F, '<', '/dev/null' for 1..${OPENS};`,
      `fbt::fop_open:entry /pid == $target/ { @[stringof((*args[0])->v_path) == "/dev/null" ? "null" : "other"] = count(); } ${END}`,
    );
    expect(found.get('null')).toBeGreaterThanOrEqual(OPENS);
  });

  it('the cache of names hits and misses, once for each name of a path', async () => {
    const found = await watch(
      `stat "FOLDER/workload" for 1..12; stat "FOLDER/missing$_" for 1..10;`,
      `fbt:genunix:dnlc_lookup:entry /pid == $target/ { self->name = substr(stringof(arg1), 0, 7); }
       fbt:genunix:dnlc_lookup:return /pid == $target && (self->name == "workloa" || self->name == "missing")/ { @[strjoin(self->name, arg1 == 0 ? "-no" : "-yes")] = count(); } ${END}`,
    );
    // perl has opened its script, too.
    expect(Object.fromEntries(found)).toEqual({ 'workloa-yes': 13, 'missing-no': 10 });
  });

  it('a script and its interpreter are looked for, one after the other', async () => {
    const { stdout, stderr } = await trace(
      '-qn',
      `fbt::gexec:entry /progenyof($target)/ { self->file = basename(stringof((*args[0])->v_path)); }
       fbt::findexec_by_hdr:entry /self->file != NULL/ { self->script = *(char *)arg0 == '#'; }
       fbt::findexec_by_hdr:return /self->file != NULL/ { printf("%s %d %d\\n", self->file, self->script, arg1 != 0); }
       fbt::gexec:return { self->file = 0; }`,
      ...['-xevaltime=exec', '-c', 'perl -e system("/usr/bin/which","true")'],
    );
    expect(stderr).toBe('');
    const [first = '', second = ''] = stdout.match(/^\S+ [01] [01]$/gm) ?? [];
    expect(first).toMatch(/^which\S* 1 1$/);
    expect(second).toMatch(/^\w+ 0 1$/);
  });
});

describe('what Linux has nothing like', () => {
  it('is there, and silent', async () => {
    const run = await trace(
      '-en',
      'fbt::putnext:entry { trace(args[0]->q_qinfo->qi_minfo->mi_idname); }',
    );
    expect([run.status, run.stderr]).toEqual([0, '']);
  });
});
