import { type Channel, channel } from '#shared/domain/agenda.ts';
import { isNeverLeft } from '#shared/domain/arrows.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Log } from '../world.ts';
import { type Attributed, attribute } from './attribute.ts';
import type { Metered } from './meter.ts';
import { dollarsFor } from './prices.ts';
import { type Subject, sum, times, type Units } from './units.ts';

type Spent = {
  readonly name: string;
  readonly memory: number;
  readonly spent: { readonly invocations: number; readonly billedMs: number };
};
type Sources = {
  readonly metered: readonly Metered[];
  readonly functions: readonly Spent[];
  readonly logs: readonly Log[];
  readonly notices: readonly Notice[];
};

export type PerNotice = Units & {
  readonly notices: number;
  readonly dollarsPer1000: number;
  /** The same, by who spent it. */
  readonly by: Readonly<Record<string, Units>>;
};

/** What a run would have been billed: units in all, then by what they were for. Dollars by `prices`. */
export type Bill = Units & {
  readonly dollars: number;
  /** Per notice that left by a channel in this run: from its decision to its delivery, with the sweep. */
  readonly perNotice: Readonly<Record<Channel, PerNotice>>;
  /** Per agenda that the daily scan went over: what its pages cost. */
  readonly perResidentScanned: Units & { readonly residents: number; readonly dollarsPerMillion: number };
  /** Decided, and nothing sent; and keeping registers and agendas in step. */
  readonly noMessage: Units & { readonly dollars: number };
  readonly intake: Units & { readonly dollars: number };
  readonly byFunction: Readonly<Record<string, Units>>;
};

export const billOf = ({ metered, functions, logs, notices }: Sources): Bill => {
  const all = [...metered, ...functions.map(lambdaOf), ...logs.map(logOf)];
  const parts = attribute(all, notices);
  const of = (purpose: Attributed['purpose']) => parts.filter((each) => each.purpose === purpose);
  const { scanned: _, ...total } = inAll(all);
  const perChannel = channel.options.map(
    (each) => [each, perNotice(of(each), noticesThatLeft(all, notices, each))] as const,
  );
  return {
    ...rounded(total),
    dollars: exact(dollarsFor(total)),
    perNotice: Object.fromEntries(perChannel) as Bill['perNotice'],
    perResidentScanned: perResident(inAll(of('scan'))),
    noMessage: priced(inAll(of('no-message'))),
    intake: priced(inAll(of('intake'))),
    byFunction: byCaller(all, 1),
  };
};

type Spending = { readonly caller: string; readonly units: Units };

const inAll = (spent: readonly Spending[]): Units => sum(spent.map(({ units }) => units));

const byCaller = (spent: readonly Spending[], factor: number): Record<string, Units> =>
  Object.fromEntries(
    [...new Set(spent.map(({ caller }) => caller))]
      .sort()
      .map((caller) => [caller, rounded(times(inAll(spent.filter((each) => each.caller === caller)), factor))]),
  );

const priced = (units: Units) => ({ ...rounded(units), dollars: exact(dollarsFor(units)) });

const perNotice = (spent: readonly Spending[], notices: number): PerNotice => {
  if (notices === 0) return { notices, dollarsPer1000: 0, by: {} };
  const units = times(inAll(spent), 1 / notices);
  return {
    notices,
    ...rounded(units),
    dollarsPer1000: exact(dollarsFor(units) * 1000),
    by: byCaller(spent, 1 / notices),
  };
};

const perResident = ({ scanned: residents = 0, ...scan }: Units): Bill['perResidentScanned'] => {
  const units = residents === 0 ? {} : times(scan, 1 / residents);
  return { residents, ...rounded(units), dollarsPerMillion: exact(dollarsFor(units) * 1_000_000) };
};

/** What a channel's costs are divided by: its notices that dispatch took up in this run and that left, or may have. */
const noticesThatLeft = (all: readonly Metered[], notices: readonly Notice[], channel: Channel): number => {
  const dispatched = new Set(all.filter(({ caller }) => caller === `dispatch-${channel}`).map(({ about }) => about));
  const stayed = (state: Notice['state']) => state === 'QUEUED' || state === 'EXPIRED' || isNeverLeft(state);
  return notices.filter(({ noticeId, state }) => dispatched.has(`notice ${noticeId}`) && !stayed(state)).length;
};

const lambdaOf = ({ name, memory, spent: { invocations, billedMs } }: Spent): Metered => ({
  caller: name,
  units: { lambdaInvocations: invocations, lambdaMs: billedMs, lambdaGbMs: (billedMs * memory) / 1024 },
  charges: invocations,
});

/** A line of a log with its end; a line that was no JSON is kept as its text. */
const logOf = ({ function: caller, line }: Log): Metered => {
  const text = Object.keys(line).join() === 'text' ? String(line.text) : JSON.stringify(line);
  return { caller, about: subjectIn(line), units: { logBytes: Buffer.byteLength(text) + 1 }, charges: 1 };
};

const subjectIn = ({ noticeId, addresseeId }: Log['line']): Subject | undefined => {
  if (typeof noticeId === 'string') return `notice ${noticeId}`;
  return typeof addresseeId === 'string' ? `agenda ${addresseeId}` : undefined;
};

const exact = (number: number): number => Number(number.toPrecision(6));

const rounded = (units: Units): Units =>
  Object.fromEntries(Object.entries(units).map(([unit, count]) => [unit, exact(count)]));
