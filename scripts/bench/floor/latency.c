#include "floor.h"

extern char cells;
extern char started;

PROGRAM("sys_enter") enter(u64 *ctx) {
  u64 *start;
  if (ctx[1] != GETPPID) return 0;
  start = task_storage_get(&started, get_current_task_btf(), 0, CREATE);
  if (start) *start = ktime_get_ns();
  return 0;
}

PROGRAM("sys_exit") leave(u64 *ctx) {
  u64 *start;
  if (REGS(ctx, NUMBER) != GETPPID) return 0;
  start = task_storage_get(&started, get_current_task_btf(), 0, 0);
  if (!start || !*start) return 0;
  histogram(&cells, ktime_get_ns() - *start);
  *start = 0;
  return 0;
}
