import type { AttachSpec, ProgramSpec } from '../bpf/index.ts';
import type { Fact } from './facts.ts';

/** Is a fact about an event or a function that programs are attached to? */
export function attachedFacts(programs: readonly ProgramSpec[]): (fact: Fact) => boolean {
  const names = attachments(programs);
  return (fact) => {
    switch (fact.kind) {
      case 'event':
        return names.has(`event ${fact.name}`);
      case 'parameter':
        return names.has(`event ${fact.event}`);
      case 'function':
        return names.has(`function ${fact.module} ${fact.name}`);
      default:
        return false;
    }
  };
}

/** What programs are attached to. */
export function attachments(programs: readonly ProgramSpec[]): ReadonlySet<string> {
  return new Set(programs.flatMap(({ attach }) => namesOf(attach)));
}

function namesOf(attach: AttachSpec): readonly string[] {
  switch (attach.kind) {
    case 'raw_tracepoint':
      return [`event ${attach.event}`];
    case 'raw_tracepoints':
      return attach.events.map(({ event }) => `event ${event}`);
    case 'function':
      return [`function ${attach.function.module} ${attach.function.name}`];
    case 'functions':
      return attach.functions.map(({ module, name }) => `function ${module} ${name}`);
    default:
      return [];
  }
}
