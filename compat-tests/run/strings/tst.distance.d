/* Strings take part in the arithmetic of pointers as their addresses do. */
#pragma D option quiet

string text;

BEGIN
{
	text = "abcdef";
	this->third = (char *)&text[2];
	printf("%d %d %d\n", this->third - text, text - this->third, text - text);
	printf("%d %d\n", this->third - &text[5], text - "abcdef" == 0);
	exit(0);
}
