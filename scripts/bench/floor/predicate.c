#include "floor.h"

extern char count;

PROGRAM("sys_enter") enter(u64 *ctx) {
  u32 zero = 0;
  u64 *cell;
  if (ctx[1] != GETPPID || get_current_pid_tgid() >> 32 != 1) return 0;
  cell = map_lookup(&count, &zero);
  if (cell) ADD(cell, 1);
  return 0;
}
