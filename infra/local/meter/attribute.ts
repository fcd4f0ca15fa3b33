import { type Channel, channel } from '#shared/domain/agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Metered } from './meter.ts';
import { type Subject, times, type Units } from './units.ts';

/** A channel; nobody's message, where the decision was not to send; the daily scan; or getting to know who lives here. */
export type Purpose = Channel | 'no-message' | 'scan' | 'intake';

/** A part of what a caller was billed, and what that part was for. */
export type Attributed = { readonly purpose: Purpose; readonly caller: string; readonly units: Units };

type Shares = ReadonlyMap<Purpose, number>;

/** Functions, and what sets them going, that keep the registers and the agendas in step: the same whoever gets a message. */
const INTAKE = /^(schedule )?(intake|load|evaluate|backfill|eventbridge)/;

/**
 * What everything that was metered was for. The rule:
 * - what scan reads or would write of agendas is for the scan itself;
 * - a dispatch function works for its own channel, whatever it touches;
 * - a call on a notice, or for a message on a queue about it, is for the notice's channel (a part's: that of the whole
 *   message), and for no message where a person or a stop ended it before a channel was chosen;
 * - a call on an agenda is for the channels of its addressee's notices of this run, in equal parts; without any, for none;
 * - what serves many or none in particular (an invocation, a line of a log, a Receive, a plan) is for what the same
 *   function's other calls are for, in proportion; where it has none (planning), for the channels by their notices.
 */
export const attribute = (all: readonly Metered[], notices: readonly Notice[]): Attributed[] => {
  const direct = directShares(all, notices);
  const byCaller = new Map<string, Shares>();
  const proportionOf = (caller: string): Shares => {
    const known = byCaller.get(caller) ?? proportion(all, caller, direct) ?? proportionOfNotices(notices);
    byCaller.set(caller, known);
    return known;
  };
  return all.flatMap((metered) =>
    [...(direct(metered) ?? proportionOf(metered.caller))].map(([purpose, share]) => ({
      purpose,
      caller: metered.caller,
      units: times(metered.units, share),
    })),
  );
};

/** What a metered sum is for by itself; undefined when only its function can tell. */
const directShares = (all: readonly Metered[], notices: readonly Notice[]) => {
  const touched = new Set(all.map(({ about }) => about));
  const ofNotice = new Map<string, Purpose>();
  const ofAddressee = new Map<string, Purpose[]>();
  for (const each of notices) for (const part of each.parts) ofNotice.set(part, each.channel ?? 'no-message');
  for (const each of notices) {
    ofNotice.set(each.noticeId, each.channel ?? 'no-message');
    if (touched.has(`notice ${each.noticeId}`))
      ofAddressee.set(each.addresseeId, [...(ofAddressee.get(each.addresseeId) ?? []), each.channel ?? 'no-message']);
  }
  return ({ caller, about }: Metered): Shares | undefined => {
    const own = channelOfFunction(caller);
    if (own) return only(own);
    if (INTAKE.test(caller)) return only('intake');
    if (about === undefined) return undefined;
    if (about === 'scan' || (caller === 'scan' && about.startsWith('agenda '))) return only('scan');
    const [kind, id] = split(about);
    if (kind === 'notice') return only(ofNotice.get(id) ?? 'no-message');
    return equally(ofAddressee.get(id) ?? ['no-message']);
  };
};

/** `email` of `dispatch-email`. */
const channelOfFunction = (caller: string): Channel | undefined =>
  caller.startsWith('dispatch-') ? channel.safeParse(caller.slice('dispatch-'.length)).data : undefined;

const split = (about: Exclude<Subject, 'scan'>): [string, string] => {
  const space = about.indexOf(' ');
  return [about.slice(0, space), about.slice(space + 1)];
};

const only = (purpose: Purpose): Shares => new Map([[purpose, 1]]);

const equally = (purposes: readonly Purpose[]): Shares => weighted(purposes.map((purpose) => [purpose, 1]));

const weighted = (weights: readonly (readonly [Purpose, number])[]): Shares => {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const shares = new Map<Purpose, number>();
  for (const [purpose, weight] of weights) shares.set(purpose, (shares.get(purpose) ?? 0) + weight / total);
  return shares;
};

const proportion = (
  all: readonly Metered[],
  caller: string,
  direct: (metered: Metered) => Shares | undefined,
): Shares | undefined => {
  const name = caller.replace(/^schedule /, '');
  const weights = all
    .filter((each) => each.caller === name && each.about !== 'scan')
    .flatMap((each) => [...(direct(each) ?? [])].map(([purpose, share]) => [purpose, share * each.charges] as const));
  return weights.length === 0 ? undefined : weighted(weights);
};

const proportionOfNotices = (notices: readonly Notice[]): Shares =>
  notices.length === 0 ? only('no-message') : equally(notices.map((each) => each.channel ?? 'no-message'));
