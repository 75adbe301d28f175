/* Variables of the kernel, also of one that does not show where they lie. */
#pragma D option quiet

unsigned long *frames;
inline unsigned long *last = &`max_pfn;

BEGIN
{
	frames = &`max_pfn;
	printf("%a %a\n", frames, (uint64_t)&`linux_banner + 6);
	printf("%d %d\n", *frames == `max_pfn, last[0] == vmlinux`max_pfn);
	printf("%d %d\n", `max_pfn > 0, `nr_cpu_ids > 0);
	printf("%.13s\n", stringof(&`linux_banner));
	printf("%c%c\n", `linux_banner[0], *((char *)&`linux_banner + 1));
	this->line = stringof(`saved_command_line);
	printf("%d\n", this->line == stringof(*&`saved_command_line));
	this->copy = (unsigned long *)alloca(sizeof(`max_pfn));
	bcopy(&`max_pfn, this->copy, sizeof(`max_pfn));
	printf("%d\n", *this->copy == *frames);
	print(`system_state);
	exit(0);
}
