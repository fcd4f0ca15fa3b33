import { type Agenda, type Channel, type Entry, isIdOf } from './agenda.ts';
import { type Choice, chooseChannel } from './choose-channel.ts';
import type { IsoDate } from './dates.ts';
import { written } from './evidence.ts';
import { hoursOf } from './hours.ts';
import { judge, type Known, type Verdict } from './judge.ts';
import type { Service } from './service.ts';

export type Decision =
  | {
      readonly kind: 'dispatch';
      readonly parts: Verdict['parts'];
      readonly channel: Channel;
      readonly evidence: readonly string[];
    }
  | Exclude<Verdict, { kind: 'go' }>;

/**
 * Decides for one addressee, over all entries at once, and answers for those that the plan allows. Pure: the agenda as it
 * was read is all there is to know, so "still the same version" proves that the decision still holds.
 * @param planned notice ids of the entries in today's plan; what is merged with one of them comes along
 */
export const decide = (
  agenda: Agenda,
  planned: ReadonlySet<string>,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
  known: Known = {},
): Decision[] => {
  const decisions: Decision[] = [];
  for (const verdict of judge(agenda, today, serviceOf, known))
    if (verdict.parts.some((part) => isAmong(planned, part)))
      decisions.push(verdict.kind === 'go' ? withChannel(agenda, verdict, today, serviceOf) : verdict);
  return decisions;
};

const isAmong = (planned: ReadonlySet<string>, part: Entry): boolean => {
  for (const id of planned) if (isIdOf(id, part)) return true;
  return false;
};

type Go = Extract<Verdict, { kind: 'go' }>;
type Chosen = Extract<Choice, { channel: Channel }>;

const withChannel = (
  agenda: Agenda,
  verdict: Go,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
): Decision => {
  const { parts } = verdict;
  const choice = chooseChannel(agenda, parts[0], today);
  if ('none' in choice) return { kind: 'handOver', parts, reason: 'no-channel' };
  if ('closedToday' in choice) return { kind: 'defer', parts, reason: 'closed-day' };
  return { kind: 'dispatch', parts, channel: choice.channel, evidence: evidenceFor(verdict, choice, today, serviceOf) };
};

/** What held, in the order in which `EVIDENCE_CODES` tells it. What holds for every message is not said again. */
const evidenceFor = (
  { parts: [first], cap }: Go,
  { channel, why, declared }: Chosen,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
): string[] => {
  const after = serviceOf(first.service)?.follows?.[first.stage]?.stage;
  const hours = channel === 'letter' ? undefined : hoursOf(today);
  const evidence = [written({ code: 'due', value: first.from })];
  if (after) evidence.push(written({ code: 'after', value: after }));
  evidence.push(
    written({ code: 'to', value: first.to ?? 'self' }),
    written({ code: 'cap', value: cap }),
    written({ code: 'by', value: why }),
  );
  if (declared) evidence.push(written({ code: 'declared', value: declared }));
  if (hours) evidence.push(written({ code: 'hours', value: hours.closes === '20:00' ? '9-20' : '10-16' }));
  return evidence;
};
