import { type StableProbe, stableProvider } from './stable.ts';

/** Operations of SPARC that its kernel may have to simulate; a dot stands for each letter of a size. */
const simulated = [
  ...['fito.:qds', 'fxto.:qds', 'f.tox:qds', 'f.toi:qds', 'fsqrt.:qds', 'fcmpe.:qds'],
  ...['fcmp.:qds', 'fdiv.:qds', 'f.:dmulx smuld', 'fmul.:qds', 'fsub.:qds', 'fadd.:qds'],
  ...['fneg.:qds', 'fqto.:ds', 'fdto.:qs', 'fsto.:qd', 'fabs.:qds', 'fmov.:q d s r cc'],
].flatMap((row) => {
  const [form = '', sizes = ''] = row.split(':');
  const each = sizes.includes(' ') ? sizes.split(' ') : [...sizes];
  return each.map((size) => form.replace('.', size));
});

const probes: readonly StableProbe[] = simulated.map((operation) => ({
  name: `fpu_sim_${operation}`,
  sources: [],
  text: 'the processors of Linux machines do their floating-point operations themselves',
}));

/** The fpuinfo provider (Dynamic Tracing Guide, "fpuinfo Provider"): what SPARC simulates. */
export const fpuinfoProvider = stableProvider({ name: 'fpuinfo', probes });
