/* A translator over a struct of the kernel. */
#pragma D option quiet

struct endpoint { int family; int protocol; };

translator struct endpoint < struct sock *S > {
	family = S->__sk_common.skc_family;
	protocol = S->sk_protocol;
};

BEGIN
{
	printf("%d\n", sizeof (struct endpoint));
	exit(0);
}

syscall::connect:entry
{
	this->file = curthread->files->fdt->fd[arg0];
	this->sock = ((struct socket *)this->file->private_data)->sk;
	@[execname, xlate <struct endpoint *> (this->sock)->family,
	    xlate <struct endpoint *> (this->sock)->protocol] = count();
}
