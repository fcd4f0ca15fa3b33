import { type Agenda, type Channel, noticeIdOf } from './agenda.ts';
import { type Choice, chooseChannel } from './choose-channel.ts';
import type { IsoDate } from './dates.ts';
import { type Evidence, written } from './evidence.ts';
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
    if (verdict.parts.some((part) => planned.has(noticeIdOf(part))))
      decisions.push(verdict.kind === 'go' ? withChannel(agenda, verdict, today, serviceOf) : verdict);
  return decisions;
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
  const evidence = evidenceFor(verdict, choice, today, serviceOf).map(written);
  return { kind: 'dispatch', parts, channel: choice.channel, evidence };
};

/** What held, in the order in which `EVIDENCE_CODES` tells it. What holds for every message is not said again. */
const evidenceFor = (
  { parts: [first], cap }: Go,
  { channel, why, declared }: Chosen,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
): Evidence[] => {
  const after = serviceOf(first.service)?.follows?.[first.stage]?.stage;
  const hours = channel === 'letter' ? undefined : hoursOf(today);
  return [
    { code: 'due', value: first.from },
    ...(after ? [{ code: 'after', value: after } as const] : []),
    { code: 'to', value: first.to ?? 'self' },
    { code: 'cap', value: cap },
    { code: 'by', value: why },
    ...(declared ? [{ code: 'declared', value: declared } as const] : []),
    ...(hours ? [{ code: 'hours', value: hours.closes === '20:00' ? '9-20' : '10-16' } as const] : []),
  ];
};
