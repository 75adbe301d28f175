/** A script as large as those that people write: 40 clauses that use what such scripts use. */

const GROUPS = ['open', 'openat', 'read', 'write', 'close', 'stat', 'connect', 'execve'] as const;

const HEADER = `
#pragma D option quiet
#pragma D option strsize=128

inline int MOST = 100000;
inline string WHO = execname;

self string path;
self uint64_t start[string];
uint64_t calls[string, int];

BEGIN
{
	header = "TIME        UID    PID COMM             CALL       NS     ERR PATH";
	printf("%s\\n", header);
	begun = timestamp;
}
`;

/** The five clauses of a system call: entry, slow and failed returns, statistics, and forgetting. */
function clauses(call: string): string {
  return `
syscall::${call}:entry
/pid != $pid && WHO != "dtrace"/
{
	self->start["${call}"] = timestamp;
	self->vstart = vtimestamp;
	self->depth++;
	calls["${call}", pid]++;
	@total["${call}", uid] = count();
}

syscall::${call}:return
/self->start["${call}"] && errno == 0/
{
	this->elapsed = timestamp - self->start["${call}"];
	@time["${call}", execname] = quantize(this->elapsed);
	@cpu["${call}"] = sum(vtimestamp - self->vstart);
	@average["${call}"] = avg(this->elapsed);
}

syscall::${call}:return
/self->start["${call}"] && timestamp - self->start["${call}"] > MOST/
{
	this->elapsed = timestamp - self->start["${call}"];
	this->where = strjoin(execname, strjoin("/", probefunc));
	printf("%-10d %5d %6d %-16s %-10s %8d %3d %s\\n", (timestamp - begun) / 1000000, uid, pid,
	    curpsinfo->pr_fname, "${call}", this->elapsed, errno, this->where);
}

syscall::${call}:return
/self->start["${call}"] && errno != 0/
{
	@failed[execname, "${call}", errno] = count();
	@where[basename(execname), stringof(curthread->comm)] = max(timestamp - self->start["${call}"]);
	failures++;
}

syscall::${call}:return
/self->start["${call}"]/
{
	self->start["${call}"] = 0;
	self->vstart = 0;
	self->depth--;
}
`;
}

const FOOTER = `
tick-5s
{
	normalize(@cpu, 1000);
	trunc(@total, 20);
	printa("%-12s %6d %@12d\\n", @total);
	clear(@total);
}

BEGIN { exit(0); }

END
{
	printa(@time);
	printa("%-16s %-10s %3d %@8d\\n", @failed);
	printa("%-12s %@10d %@10d\\n", @cpu, @average);
}
`;

export const LARGE = `${HEADER}${GROUPS.map(clauses).join('')}${FOOTER}`;
