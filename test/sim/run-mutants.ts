import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Mutant, mutants } from './mutants.ts';
import { simulate } from './simulate.ts';

const HELP = `Plants each known defect in the sources, and counts the seeds until the simulation finds it.

  npm run sim:mutants -- [--seeds N] [--only NAME]   N seeds at most for each (2000)`;

const AT_ONCE = 2;
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
    /** Set on the process that is a mutant itself. */
    mutated: { type: 'boolean', default: false },
  },
});
const most = Number(values.seeds);

type Found = { readonly seeds: number; readonly violation?: string };

/** In a mutated process: looks for the first seed that breaks an invariant. */
const look = async (): Promise<Found> => {
  for (let seed = 1; seed <= most; seed += 1) {
    const { violations } = await simulate({ seed });
    if (violations[0] !== undefined) return { seeds: seed, violation: violations[0] };
  }
  return { seeds: most };
};

const lookApart = (mutant: Mutant): Promise<Found | { readonly failed: string }> =>
  new Promise((done) => {
    const hook = new URL('./mutate.ts', import.meta.url).href;
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--import',
        hook,
        fileURLToPath(import.meta.url),
        '--mutated',
        '--seeds',
        `${most}`,
      ],
      { env: { ...process.env, TIJDIG_MUTANT: mutant.name }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [out, wrong] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      wrong += text;
    });
    child.on('exit', (code) =>
      done(code === 0 ? (JSON.parse(out) as Found) : { failed: wrong.trim().split('\n').slice(0, 8).join(' ') }),
    );
  });

const runAll = async (): Promise<boolean> => {
  const asked = mutants.filter(({ name }) => values.only === undefined || name === values.only);
  const waiting = [...asked];
  let missed = 0;
  console.log('| defect | what it would do | seeds until found | by |\n|---|---|---|---|');
  const worker = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const found = await lookApart(mutant);
      if ('failed' in found || found.violation === undefined) missed += 1;
      const how = 'failed' in found ? `could not run: ${found.failed}` : (found.violation ?? 'not found');
      const seeds = 'failed' in found ? '' : `${found.seeds}`;
      console.log(`| ${mutant.name} | ${mutant.harm} | ${seeds} | ${how.replaceAll('|', '/').slice(0, 160)} |`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(`${asked.length} mutants, ${asked.length - missed} found, ${missed} missed`);
  return missed === 0;
};

if (values.help) console.log(HELP);
else if (values.mutated) console.log(JSON.stringify(await look()));
else process.exitCode = (await runAll()) ? 0 : 1;
