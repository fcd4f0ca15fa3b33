import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Severity } from './faults.ts';
import { addOutcome, addTotals, noTotal, rareIn, reportOf, type Total } from './report.ts';
import { simulate } from './simulate.ts';

const HELP = `Lives through invented towns in memory, with everything that can go wrong.

  npm run sim -- [--seeds N] [--from S] [--scale X]   N seeds from S on (5000 from 1), rates of faults times X
  npm run sim -- --all [--seeds N]                    fails as well when a kind of fault is under 1 % of them
  npm run sim -- --per-call 0.0012 [--seeds N]        rates as in the field: so many faults at a call
  npm run sim -- --seed S [--trace]                   one seed again, with every call and log line`;

const WORKERS = 2;
const TOLD_EVERY_MS = 2_000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    scale: { type: 'string', default: '1' },
    'per-call': { type: 'string' },
    trace: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    /** Set on the processes that do the work: every so-manieth seed is theirs. */
    share: { type: 'string' },
  },
});

const numberOf = (name: 'seeds' | 'from' | 'scale' | 'seed' | 'per-call', least: number): number => {
  const number = Number(values[name]);
  if (!Number.isFinite(number) || number < least) {
    console.error(`--${name} is a number from ${least}, and not ${values[name]}`);
    process.exit(2);
  }
  return number;
};

const [seeds, from] = [numberOf('seeds', 1), numberOf('from', 0)];
const severity: Severity =
  values['per-call'] === undefined ? { scale: numberOf('scale', 0) } : { perCall: numberOf('per-call', 0) };

/** Works every second seed, tells how far it is, and in the end what came of it. */
const work = async (share: number): Promise<void> => {
  const total = noTotal();
  let told = 0;
  for (let seed = from + share; seed < from + seeds; seed += WORKERS) {
    const outcome = await simulate({ seed, ...severity });
    addOutcome(total, outcome);
    if (outcome.violations[0] !== undefined) process.send?.({ broken: `seed ${seed}: ${outcome.violations[0]}` });
    if (performance.now() - told < TOLD_EVERY_MS) continue;
    told = performance.now();
    process.send?.({ seeds: total.seeds, violations: total.violations });
  }
  process.send?.({ total });
  process.disconnect?.();
};

type Told = { readonly broken?: string; readonly seeds?: number; readonly violations?: number; readonly total?: Total };

const workApart = (share: number, onTold: (share: number, told: Told) => void): Promise<Total> =>
  new Promise((done, failed) => {
    const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), '--share', `${share}`]);
    let total: Total | undefined;
    child.on('message', (told: Told) => {
      onTold(share, told);
      total = told.total ?? total;
    });
    child.on('exit', (code) => (total ? done(total) : failed(new Error(`a worker ended with ${code}`))));
  });

const runAll = async (): Promise<Total> => {
  const far = new Map<number, Told>();
  const started = performance.now();
  let shown = 0;
  const show = (share: number, told: Told): void => {
    if (told.broken !== undefined) return void process.stderr.write(`${told.broken}\n`);
    far.set(share, told);
    if (performance.now() - shown < TOLD_EVERY_MS || told.total) return;
    shown = performance.now();
    const sum = (name: 'seeds' | 'violations') => [...far.values()].reduce((all, each) => all + (each[name] ?? 0), 0);
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stderr.write(`${sum('seeds')} of ${seeds} seeds, ${sum('violations')} violations, ${seconds} s\n`);
  };
  const totals = await Promise.all(Array.from({ length: WORKERS }, (_, share) => workApart(share, show)));
  return totals.reduce(addTotals);
};

const replay = async (seed: number): Promise<Total> =>
  addOutcome(noTotal(), await simulate({ seed, ...severity, ...(values.trace && { trace: console.log }) }));

if (values.help) console.log(HELP);
else if (values.share !== undefined) await work(Number(values.share));
else {
  const total = values.seed === undefined ? await runAll() : await replay(numberOf('seed', 0));
  const rare = values.all ? rareIn(total) : [];
  if (rare.length > 0) console.error(`under 1 %: ${rare.join(', ')}`);
  console.log(reportOf(total));
  process.exit(total.violations + rare.length > 0 ? 1 : 0);
}
