import { parseTypeText, type TypeLookup } from './prototypes.ts';
import { solarisVariableType } from './solaris-variables.ts';
import type { Type } from './type.ts';

/**
 * Types of kernel variables that scripts use: BTF tells them of per-CPU variables only. They have not
 * changed since Linux 5.4 (include/linux, by the header that declares each).
 */
const texts: Readonly<Record<string, string>> = {
  cad_pid: 'struct pid *',
  cgrp_dfl_root: 'struct cgroup_root',
  cpu_khz: 'unsigned int',
  crashing_cpu: 'int',
  init_mm: 'struct mm_struct',
  init_net: 'struct net',
  init_pid_ns: 'struct pid_namespace',
  init_task: 'struct task_struct',
  init_uts_ns: 'struct uts_namespace',
  jiffies: 'unsigned long',
  jiffies_64: 'uint64_t',
  linux_banner: 'char []',
  loops_per_jiffy: 'unsigned long',
  max_low_pfn: 'unsigned long',
  max_pfn: 'unsigned long',
  min_low_pfn: 'unsigned long',
  modules: 'struct list_head',
  nr_cpu_ids: 'unsigned int',
  nr_threads: 'int',
  oops_in_progress: 'int',
  panic_on_oops: 'int',
  panic_timeout: 'int',
  randomize_va_space: 'int',
  root_mem_cgroup: 'struct mem_cgroup *',
  saved_command_line: 'char *',
  super_blocks: 'struct list_head',
  system_state: 'enum system_states',
  total_forks: 'unsigned long',
  tsc_khz: 'unsigned int',
  vm_swappiness: 'int',
};

/** The type of a well-known kernel variable; undefined for all others. */
export function knownVariable(name: string, lookup: TypeLookup): Type | undefined {
  const text = Object.hasOwn(texts, name) ? texts[name] : solarisVariableType(name);
  if (text === undefined) return undefined;
  const [element = '', array] = text.split(' [');
  const type = parseTypeText(element, lookup);
  return array === undefined ? type : { kind: 'array', element: type, count: undefined };
}
