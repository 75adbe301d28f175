/* A large struct of the kernel, as the running kernel has it. */
BEGIN
{
	print(*curthread);
	exit(0);
}
