import type { DropKind, FaultCode, MapSpec } from '../bpf/index.ts';
import { type Arg, type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { forget, type Gen, type Options, type Place, type StringValue } from '../lang/index.ts';
import type { TypedClause } from '../typed/index.ts';
import { ClauseFaults } from './clause-faults.ts';
import { ClauseMemory } from './clause-memory.ts';
import { ClauseProbe, type ProbePart } from './clause-probe.ts';
import { countDrop } from './drops.ts';
import { firingArgument, firingExtra } from './firing.ts';
import type { ModuleGen } from './module.ts';
import { Once } from './once.ts';
import type { HookClause, ProgramGen } from './program.ts';
import { ScratchRegion } from './region.ts';
import { submit } from './ring.ts';
import { readStack } from './stacks.ts';

/**
 * What rows and expressions use to make the code of one clause at one hook. Rows see it as Gen; what
 * a clause's lowering alone needs is in its parts.
 */
export class ClauseGen implements Gen {
  readonly program: ProgramGen;
  readonly module: ModuleGen;
  readonly b: IrBuilder;
  readonly options: Options;
  readonly clause: TypedClause;
  /** Index in the program's clauses. */
  readonly index: number;
  readonly memory: ClauseMemory;
  readonly probe: ClauseProbe;
  readonly faults: ClauseFaults;
  readonly region: ScratchRegion;
  readonly hooked: HookClause;
  readonly #once: Once;

  constructor(program: ProgramGen, hooked: HookClause) {
    this.program = program;
    this.module = program.module;
    this.b = program.b;
    this.options = program.module.options;
    this.clause = hooked.clause;
    this.index = hooked.index;
    this.hooked = hooked;
    this.#once = new Once(this.b);
    this.memory = new ClauseMemory(program, this.#once);
    this.probe = new ClauseProbe(program, hooked, this.memory, this.#once);
    this.faults = new ClauseFaults(program, hooked, this.probe, this.#once);
    this.region = new ScratchRegion(this);
  }

  /** Gives the clause's stack space back. */
  close(): void {
    this.faults.close();
    this.memory.close();
  }

  once(name: string, make: () => VReg): VReg {
    return this.#once.get(name, make);
  }

  // ---- memory

  kept(subroutine: string): Place {
    return this.memory.kept(subroutine);
  }

  scratch(bytes: number): Place {
    return this.memory.scratch(bytes);
  }

  local(bytes: number): Place {
    return this.memory.local(bytes);
  }

  reuse<T>(make: () => T): T {
    return this.memory.reuse(make);
  }

  zeros(bytes: number): VReg {
    return this.memory.zeros(bytes);
  }

  constant(bytes: Uint8Array): VReg {
    return this.memory.constant(bytes);
  }

  address(place: Place): VReg {
    return this.memory.address(place);
  }

  map(spec: MapSpec): VReg {
    return this.b.map(this.module.map(spec));
  }

  // ---- the machine and the thread

  get mayGoto(): boolean {
    return this.module.world.mayGoto();
  }

  kernelOffset(struct: string, member: string): number {
    return this.module.world.kernelOffset(struct, member);
  }

  processors(): Uint8Array {
    return this.module.world.processors?.() ?? new Uint8Array(8);
  }

  get isElsewhere(): boolean {
    return this.program.hook.task !== undefined;
  }

  registers(): VReg | undefined {
    const { hook, context } = this.program;
    return hook.seesRegisters ? context : undefined;
  }

  task(): VReg {
    const { hook, context } = this.program;
    return this.once(
      'task',
      () => hook.task?.(this.b, context) ?? this.b.call('get_current_task_btf'),
    );
  }

  /** What the verifier knows to be a task's address it would not let programs calculate with. */
  taskAddress(): VReg {
    return this.once('taskAddress', () =>
      this.isElsewhere ? forget(this, this.task()) : this.b.call('get_current_task'),
    );
  }

  processId(): VReg {
    if (this.isElsewhere) return this.#taskMember('tgid');
    return this.b.alu('rsh', this.#pidTgid(), imm(32));
  }

  threadId(): VReg {
    if (this.isElsewhere) return this.#taskMember('pid');
    return this.b.extend(4, false, this.#pidTgid());
  }

  #taskMember(name: string): VReg {
    return this.b.load(4, this.task(), this.kernelOffset('task_struct', name));
  }

  #pidTgid(): VReg {
    return this.once('pid_tgid', () => this.b.call('get_current_pid_tgid'));
  }

  firingTime(): VReg {
    return this.once('time', () => this.program.time());
  }

  forgetTime(): void {
    this.#once.forget('time');
    this.program.forgetTime();
  }

  // ---- the probe

  get context(): VReg {
    return this.program.programContext;
  }

  argument(index: number): VReg {
    return this.once(`arg${index}`, () => firingArgument(this, index));
  }

  raw(index: number): VReg {
    return this.probe.argument(index);
  }

  extra(index: number): VReg {
    return this.once(`extra${index}`, () => firingExtra(this, index));
  }

  errno(): VReg {
    return this.probe.errno();
  }

  probeId(): Arg {
    return this.probe.id();
  }

  epid(): Arg {
    return this.probe.epid();
  }

  probeText(part: ProbePart): StringValue {
    return this.probe.text(part);
  }

  stack(at: Place, bytes: number, user: boolean): VReg {
    return readStack(this, at, bytes, user);
  }

  // ---- faults, drops, records

  fault(code: FaultCode, value: Arg = imm(0)): void {
    this.faults.fault(code, value);
  }

  faultIfNegative(result: VReg, code: FaultCode, value: Arg): void {
    this.b.when('slt', result, imm(0), () => this.fault(code, value));
  }

  drop(kind: DropKind): void {
    countDrop(this.b, kind);
  }

  submit(record: VReg): void {
    submit(this, record, false);
  }
}
