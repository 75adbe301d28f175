#!/usr/sbin/dtrace -s
/*
 * stacksize: how many bytes of stack the first threads of programs use, in samples.
 * USAGE: dtrace --tool stacksize [pid]		until Ctrl-C
 */
#pragma D option quiet
#pragma D option defaultargs

profile-997
{
	this->used = tid == pid && arg1 && ($1 == 0 || pid == $1) ?
	    (uintptr_t)curthread->t_procp->p_usrstack - uregs[R_SP] : 0;
}

/* Some languages have stacks of their own, elsewhere. */
profile-997
/this->used && this->used < curthread->t_procp->p_stksize/
{
	@[execname] = quantize(this->used);
}

END
{
	printa("%s, bytes of stack%@d\n", @);
}
