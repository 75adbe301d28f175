/* Typedefs, enumerations and the intrinsic integer types. */
#pragma D option quiet

typedef unsigned short port_type;
enum colour { RED, GREEN = 5, BLUE };
port_type port;
uint8_t byte;

BEGIN
{
	port = 70000;
	byte = -1;
	printf("%d %d\n", port, byte);
	printf("%d %d %d\n", RED, GREEN, BLUE);
	printf("%d %d\n", sizeof (uintptr_t), sizeof (ushort_t));
	exit(0);
}
