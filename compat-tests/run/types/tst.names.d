/*
 * The ways to name a kernel type: with its module, as a variable's, through a typedef of the program.
 */
#pragma D option quiet

typedef struct task_struct thread_t;
struct task_struct *first;
thread_t *second;

BEGIN
{
	first = curthread;
	second = first;
	self->third = (struct vmlinux`task_struct *)second;
	this->width = sizeof(vmlinux`u32);
	printf("%d %d %d\n", first->tgid == pid, second->tgid == pid, self->third->tgid == pid);
	printf("%d\n", this->width);
	exit(0);
}
