import { expect, test } from 'vitest';
import { isAmongLocks } from './lock-places.ts';

const at = (name: string) =>
  isAmongLocks({ kind: 'function', at: 'entry', function: { module: 'vmlinux', name } });

test.each([
  ...['_raw_spin_lock', '_raw_spin_unlock_irqrestore', '_raw_spin_trylock_bh', '_raw_read_lock'],
  ...['native_queued_spin_lock_slowpath', '__pv_queued_spin_unlock_slowpath', 'kvm_wait'],
  ...['queued_write_lock_slowpath', 'do_raw_spin_lock', 'lock_acquire', 'preempt_count_add'],
  ...['__htab_map_lookup_elem', 'pcpu_freelist_push', 'bpf_ringbuf_reserve', '__pcpu_freelist_pop'],
])('%s is called while locks are held', (name) => {
  expect(at(name)).toBe(true);
});

test.each([
  ...['mutex_lock', 'down_read', 'inode_lock', 'submit_bio', 'block_write_begin', 'lock_page'],
  ...['vfs_read', 'tcp_sendmsg', 'lock_sock_nested', 'kvm_vcpu_wake_up', 'preempt_schedule'],
])('%s is not', (name) => {
  expect(at(name)).toBe(false);
});

test.each([
  ['contention_end', true],
  ['lock:contention_begin', true],
  ['lock_acquire', true],
  ['preemptirq:irq_disable', true],
  ['sched_switch', false],
  ['filelock:locks_get_lock_context', false],
])('event %s: %s', (event, expected) => {
  expect(isAmongLocks({ kind: 'raw_tracepoint', event, typed: false })).toBe(expected);
  const events = [
    { event: 'sched_switch', cookie: 0 },
    { event, cookie: 1 },
  ];
  expect(isAmongLocks({ kind: 'raw_tracepoints', events })).toBe(expected);
});

test('one of many functions is enough', () => {
  const of = (...names: readonly string[]) => {
    const functions = names.map((name, cookie) => ({ module: 'vmlinux', name, cookie }));
    return isAmongLocks({ kind: 'functions', by: 'multi', at: 'return', functions });
  };
  expect([of('vfs_read', '_raw_spin_lock'), of('vfs_read')]).toEqual([true, false]);
});
