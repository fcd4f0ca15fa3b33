import type { Results } from './results.ts';

/** How many of what: `Map { 'letter' → 9 }`. */
export type Counts = ReadonlyMap<string, number>;

/** What became of one service's notices. */
export type Tally = {
  readonly service: string;
  /** Addressees with something due, per occasion. */
  readonly found: number;
  /** Entries that messages were sent for, by channel; `letter × 2` messages may speak for three. */
  readonly sent: Counts;
  readonly underWay: Counts;
  readonly ended: Counts;
  readonly deferred: Counts;
  readonly refused: Counts;
  readonly handedOver: Counts;
  readonly leftOut?: string;
};

const SENT = ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];
const UNDER_WAY = ['QUEUED', 'SENDING', 'BATCHED'];

/** Per service that is on: found, sent by channel, and what was not sent by reason. */
export const tally = ({ written, decisions, leftOut }: Results, on: readonly string[]): Tally[] => {
  const services = new Set([
    ...on,
    ...written.map(({ service }) => service),
    ...decisions.map(({ service }) => service),
    ...leftOut.map(({ service }) => service),
  ]);
  return [...services].sort().map((service) => {
    const its = written.filter((each) => each.service === service);
    const undecided = decisions.filter((each) => each.service === service);
    const occasions = its.flatMap((each) => (each.occasions ?? []) as unknown[]).length;
    const reasons = (decision: string) =>
      count(undecided.filter((each) => each.decision === decision).map(({ reason }) => reason));
    const left = leftOut.find((each) => each.service === service)?.reason;
    return {
      service,
      found: occasions + undecided.length,
      sent: count(its.filter(({ state }) => SENT.includes(state)).map(({ channel = '?' }) => channel)),
      underWay: count(its.filter(({ state }) => UNDER_WAY.includes(state)).map(({ state }) => state)),
      ended: count(
        its.filter(({ state }) => !SENT.includes(state) && !UNDER_WAY.includes(state)).map(({ state }) => state),
      ),
      deferred: reasons('defer'),
      refused: reasons('suppress'),
      handedOver: reasons('handOver'),
      ...(left !== undefined && { leftOut: left }),
    };
  });
};

const count = (words: readonly string[]): Counts => {
  const counts = new Map<string, number>();
  for (const word of [...words].sort()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** The tally as lines of text, a table per service. */
export const tallyLines = (tallies: readonly Tally[]): string[] =>
  tallies.flatMap(({ service, found, leftOut, ...counts }) => {
    const rows: [string, Counts][] = [
      ['sent', counts.sent],
      ['under way', counts.underWay],
      ['ended unsent', counts.ended],
      ['deferred', counts.deferred],
      ['refused', counts.refused],
      ['handed over', counts.handedOver],
    ];
    const always = ['sent', 'deferred', 'refused', 'handed over'];
    return [
      service,
      line('found', `${found}`),
      ...rows
        .filter(([name, each]) => each.size > 0 || always.includes(name))
        .map(([name, each]) => line(name, said(each))),
      ...(leftOut === undefined ? [] : [line('left out', leftOut)]),
    ];
  });

const line = (name: string, text: string): string => `  ${name.padEnd(14)}${text}`;

const said = (counts: Counts): string => {
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...counts].map(([name, each]) => `${name} ${each}`).join(', ');
  return counts.size === 0 ? '0' : `${String(total).padEnd(6)}${parts}`;
};
