/*
 * Members of nameless structs and unions, and of those in a chain of pointers.
 */
#pragma D option quiet

BEGIN
{
	this->entry = curthread->fs->pwd.dentry;
	this->name = stringof(this->entry->d_name.name);
	printf("%d\n", this->entry->d_name.len == strlen(this->name));
	printf("%d\n", this->entry->d_name.hash_len >> 32 == this->entry->d_name.len);
	exit(0);
}
