/*
 * #line, #pragma ident and #ident change nothing that is traced; a line of its own begins anywhere.
 */
#pragma	ident	"@(#)x"
#ident "also"
  #pragma D option quiet
#line 99 "elsewhere.d"
BEGIN
{
	printf("ok\n");
	exit(0);
}
