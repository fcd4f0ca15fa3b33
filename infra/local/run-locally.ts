import { readFileSync, rmSync } from 'node:fs';
import { dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { services } from '#shared/services/index.ts';
import type { Arguments } from './arguments.ts';
import { clockFile } from './clock-file.ts';
import { firstDay } from './first-day.ts';
import { inventedPersons } from './invented-persons.ts';
import { liveDays } from './live-days.ts';
import { billLines } from './meter/bill-lines.ts';
import { municipalityName } from './municipality-name.ts';
import { notableLine } from './notable-line.ts';
import { serveOutbox } from './outbox-page.ts';
import type { Progress } from './progress.ts';
import { gatherResults, type Results } from './results.ts';
import { type RunAccount, runAccount } from './run-account.ts';
import { type LocalStack, startLocal } from './stack.ts';
import { synth } from './synth.ts';
import { tally, tallyLines } from './tally.ts';
import { workLines } from './work-lines.ts';
import { writeOut } from './write-out.ts';

type Delivery = { readonly key: string; readonly content: string | Buffer };
type Source = { readonly on: string; readonly municipality: string; readonly deliveries: (day: string) => Delivery[] };

/**
 * The whole of a local run: synthesise, bring up, run the days, say what came of it.
 * @returns the exit code: 0, or 1 when something was refused, stands in the dead letters or is not covered by a role.
 * @throws BadArgument when the data directory's clock does not allow the day that was asked for.
 */
export const runLocally = async (args: Arguments, progress: Progress): Promise<number> => {
  const source = sourceOf(args);
  const municipality = args.municipality ?? source.municipality;
  progress.step(`synthesising the stacks of the stage local for ${municipalityName(municipality)} (${municipality})`);
  const cdkOut = await synth({ municipality, municipalityName: municipalityName(municipality) });
  process.on('exit', () => rmSync(cdkOut, { recursive: true, force: true }));
  const stack = await startLocal({
    cdkOut,
    on: source.on,
    dataDir: args.data,
    killAt: process.env.TIJDIG_KILL_AT,
    onWait: (busy) =>
      progress.now(
        Object.entries(busy)
          .map(([name, count]) => `${name} ${count}`)
          .join(' · '),
      ),
    onLog: (log) => {
      const said = notableLine(log);
      if (said !== undefined) progress.step(`         ${said}`);
    },
  });
  try {
    progress.step(`the embedded AWS stands: ${stack.functions.length} functions`);
    for (const { service, by } of stack.inventedApprovals)
      progress.step(
        `${service} is approved by ${by.join(' and ')}, who are invented: on no other stage is anything approved by itself`,
      );
    const days = await runDays(args, source, stack, progress);
    const results = await gatherResults(stack);
    const account = runAccount(stack, results, { municipality, days });
    if (args.out !== undefined) writeOut(args.out, stack, results, account);
    const isWell = report(stack, results, account, args, progress);
    if (!args.exit) await showUntilInterrupted(stack, results, progress);
    return isWell ? 0 : 1;
  } finally {
    await stack.stop();
  }
};

/** What is delivered on the first day: a file, the invented town, or nothing more where a file was delivered before. */
const sourceOf = ({ input, on, municipality, data }: Arguments): Source => {
  const today = dayOf(new Date().toISOString() as Instant);
  const own = clockFile(data).read()?.own;
  if (input === undefined && own !== undefined)
    return { on: on ?? today, municipality: municipality ?? own, deliveries: () => [] };
  if (input === undefined) {
    const invented = inventedPersons();
    return {
      on: on ?? invented.on,
      municipality: invented.municipality,
      deliveries: invented.deliveries,
    };
  }
  const content = readFileSync(input);
  return {
    on: on ?? today,
    municipality: municipality as string,
    deliveries: (day) => [{ key: `deliveries/persons-full-${day}.csv`, content }],
  };
};

const runDays = async (args: Arguments, source: Source, stack: LocalStack, progress: Progress): Promise<string[]> => {
  const first = firstDay(stack, args.on, source.on);
  if (args.input !== undefined)
    stack.stored.save({ now: stack.clock.now().toISOString(), own: args.municipality as string });
  if (first.note !== undefined) progress.line(progress.yellow(first.note));
  if (stack.stored.read()) await stack.drain(); // what an earlier run left in the queues, before time moves on
  return liveDays(stack, {
    first: first.day as IsoDate,
    count: args.days,
    deliveries: source.deliveries,
    without: args.backfill ? [] : ['backfill'],
    onDay: (day) => progress.step(`${progress.bold(day)} ${WEEKDAY.format(Date.parse(day))}`),
    onStep: (what, at) => progress.step(`  ${CLOCK.format(at)} ${what}`),
  });
};

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });

/** Says what came of the run. False when somebody must look at something. */
const report = (
  stack: LocalStack,
  results: Results,
  { billed }: RunAccount,
  { out, data }: Arguments,
  progress: Progress,
): boolean => {
  progress.line();
  for (const text of tallyLines(
    tally(
      results,
      services.map(({ id }) => id),
    ),
  ))
    progress.line(text.startsWith(' ') ? text : progress.bold(text));
  for (const text of workLines(results.worklist)) progress.line(text);
  progress.line();
  for (const text of billLines(billed)) progress.line(text.startsWith(' ') ? text : progress.bold(text));
  const errors = errorsOf(stack);
  progress.line();
  for (const { where, what, count } of stack.problems())
    progress.line(progress.yellow(`in ${where}, ${count} times: ${what}`));
  for (const error of errors) progress.line(progress.red(error));
  if (out !== undefined) progress.line(`written to ${out}`);
  if (data !== undefined) progress.line(`kept in ${data}`);
  return errors.length === 0;
};

const errorsOf = (stack: LocalStack): string[] => {
  const { uncovered, wildcards } = stack.roleProblems();
  const refused = stack.logs.filter(({ line }) => line.msg === 'delivery-refused');
  return [
    ...refused.map(({ line }) => `refused: ${line.delivery}: ${line.reason}`),
    ...stack.deadLetters().map(({ name, count }) => `${count} in the dead letters: ${name}`),
    ...stack.missed().map(({ where, what }) => `${where} did not run: ${what}`),
    ...uncovered.map(
      ({ caller, action, resource }) => `not covered by the role of ${caller}: ${action} on ${resource}`,
    ),
    ...wildcards.map((action) => `a wildcard in an action: ${action}`),
  ];
};

const showUntilInterrupted = async (stack: LocalStack, results: Results, progress: Progress): Promise<void> => {
  const outbox = await serveOutbox(stack, results);
  progress.line(`\nthe outbox: ${progress.bold(outbox.url)}   (Ctrl-C stops)`);
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop()); // a terminal sends it to us, and so does preflight
  });
  await outbox.stop();
};
