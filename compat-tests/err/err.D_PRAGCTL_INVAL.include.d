/* Directives of the preprocessor need -C. */
#include <x.h>
BEGIN
{
}
