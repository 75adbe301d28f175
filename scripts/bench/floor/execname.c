#include "floor.h"

extern char by_name;

PROGRAM("sys_enter") enter(u64 *ctx) {
  char name[16];
  u64 one = 1;
  u64 *cell;
  if (ctx[1] != GETPPID) return 0;
  get_current_comm(name, sizeof name);
  cell = map_lookup(&by_name, name);
  if (cell) ADD(cell, 1);
  else map_update(&by_name, name, &one, NOEXIST);
  return 0;
}
