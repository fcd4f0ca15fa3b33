import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Log } from './world.ts';

export type Decision = {
  readonly addresseeId: string;
  readonly service: string;
  readonly occasion: string;
  readonly decision: 'defer' | 'suppress' | 'handOver';
  readonly reason: string;
};

type Said = Decision & { readonly at: string };

type Sources = {
  readonly notices: readonly Notice[];
  readonly plans: readonly Plan[];
  readonly logs: readonly Log[];
};

const DECISIONS: Readonly<Record<string, Decision['decision']>> = {
  SUPPRESSED: 'suppress',
  LAPSED: 'suppress',
  HANDED_OVER: 'handOver',
};
const CAME_TO_NOTHING = ['CANCELLED', 'EXPIRED'];

/**
 * Why somebody for whom something was due got no message: per addressee, service and occasion the last that was said of it.
 * Nothing for what was dispatched after all.
 */
export const lastWords = ({ notices, plans, logs }: Sources): Decision[] => {
  const dispatched = new Set(
    notices
      .filter(({ state }) => !(state in DECISIONS) && !CAME_TO_NOTHING.includes(state))
      .flatMap(({ addresseeId, noticeId, parts }) => [noticeId, ...parts].map((part) => keyOf(addresseeId, part))),
  );
  const said: Said[] = [
    ...plans.flatMap(({ date, deferred }) =>
      deferred.map((each): Said => ({ ...each, decision: 'defer', at: `${date}T00:00:00.000Z` })),
    ),
    ...logs.filter(({ line }) => line.msg === 'deferred').map(deferralIn),
    ...notices.flatMap(decisionsIn),
  ];
  const last = new Map<string, Said>();
  for (const each of said.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
    last.set([each.addresseeId, each.service, each.occasion].join(' '), each);
  return [...last].filter(([key]) => !dispatched.has(key)).map(([, { at: _, ...decision }]) => decision);
};

const keyOf = (addresseeId: string, noticeId: string): string => {
  const { service, occasion } = entryKeyOf(noticeId);
  return [addresseeId, service, occasion].join(' ');
};

const deferralIn = ({ at, line }: Log): Said => ({
  addresseeId: String(line.addresseeId),
  service: String(line.service),
  occasion: String(line.occasion),
  decision: 'defer',
  reason: String(line.reason),
  at,
});

const decisionsIn = ({ state, addresseeId, parts, noticeId, reason, at }: Notice): Said[] => {
  const decision = DECISIONS[state];
  if (!decision) return [];
  const why = state === 'LAPSED' ? 'lapsed' : (reason ?? 'unknown');
  return [...new Set([noticeId, ...parts])].map((part) => {
    const { service, occasion } = entryKeyOf(part);
    return { addresseeId, service, occasion, decision, reason: why, at };
  });
};
