/* One commit() a clause. */
BEGIN
{
	commit(1);
	commit(2);
}
