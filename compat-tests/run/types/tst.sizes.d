/*
 * Sizes and offsets in the kernel's structures.
 */
#pragma D option quiet

typedef struct list_head list_t;

BEGIN
{
	printf("%d %d\n", sizeof(struct list_head), sizeof(list_t));
	printf("%d %d\n", offsetof(list_t, next), offsetof(struct list_head, prev));
	printf("%d\n", sizeof(*curthread) == sizeof(struct task_struct));
	printf("%d %d\n", sizeof(u8), sizeof(curthread->tasks.next));
	printf("%d\n", (uint64_t)&curthread->tasks.prev - (uint64_t)curthread ==
	    offsetof(struct task_struct, tasks) + offsetof(list_t, prev));
	exit(0);
}
