import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killsOf, readAsked } from './arguments.ts';
import { killRun, type Outcome } from './kill-run.ts';
import { prepare } from './prepare.ts';
import { smallTown } from './small-town.ts';
import { nameOf } from './timeline.ts';

// `npm run crash`: kills the local stack before and after its calls, one at a time, and starts it again on the same data.
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s`;

const asked = readAsked(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'tijdig-crash-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const { ground, points } = await prepare(folder);
const moments = smallTown().map(nameOf);
if (asked.isList) {
  for (const { number, label, moment } of points) say(`${`${number}`.padStart(3)}  ${label}  (${moments[moment]})`);
  process.exit(0);
}

const kills = killsOf(points, asked);
say(`${seconds()}  ${points.length} crash points, ${kills.length} kills to do`);
const outcomes: Outcome[] = [];
const waiting = [...kills];
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const outcome = await killRun(ground, next.point, next.side, asked.isWhole);
    outcomes.push(outcome);
    tell(outcome);
  }
};

const tell = (outcome: Outcome): void => {
  const { point, side, violations } = outcome;
  const done = `${outcomes.length}`.padStart(3);
  say(
    `${seconds()}  ${done} of ${kills.length}  ${`${point.number}`.padStart(3)} ${side.padEnd(6)} ${point.label}: ${cameOf(outcome)}`,
  );
  for (const violation of violations) say(`          ${violation}`);
  if (violations.length > 0) say(`          npm run crash -- --point "${point.label}" --side ${side}`);
};

const cameOf = ({ violations, isMissed, unknown, rejoined }: Outcome): string => {
  if (violations.length > 0) return `${violations.length} VIOLATIONS`;
  if (isMissed) return 'the call did not come';
  if (rejoined !== undefined) return `ok, as without a crash by ${moments[rejoined]}`;
  return unknown > 0 ? `ok, ${unknown} unknown` : 'ok';
};

await Promise.all(Array.from({ length: asked.jobs }, work));
const missed = outcomes.filter(({ isMissed }) => isMissed).length;
const broken = outcomes.reduce((sum, { violations }) => sum + violations.length, 0);
if (missed > 0) say(`${missed} calls did not come this time`);
say(
  `${new Set(outcomes.map(({ point }) => point.number)).size} crash points, ${outcomes.length - missed} kills, ${broken} violations`,
);
process.exit(broken > 0 ? 1 : 0);
