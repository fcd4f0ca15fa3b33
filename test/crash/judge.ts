import { needsCare } from '#functions/sweep/after-care.ts';
import { isFinal, isNeverLeft } from '#shared/domain/arrows.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import type { Facts, NoticeFact } from './facts.ts';

const TOLD: readonly NoticeState[] = ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];

/**
 * What is wrong after a crash, compared with a run without one. Everybody is told as they were there, or it is unknown and a
 * person has it; nobody is told twice, nobody lost, nothing is left standing.
 */
export const violations = (whole: Facts, facts: Facts): string[] => [
  ...toldTwice(facts),
  ...facts.notices.flatMap((notice) => standing(notice, facts)),
  ...lost(whole, facts),
  ...differences('resident', whole.residents, facts.residents),
  ...differences('entry', withoutRecovery(whole.entries, facts), withoutRecovery(facts.entries, facts)),
  ...differences('place under the cap', whole.places, facts.places),
  ...differences(
    'worklist item',
    [...whole.worklist, ...unknownIn(facts).map((id) => `unknown-outcome#${id}`)],
    facts.worklist,
  ),
  ...facts.unfinished.map((each) => `not finished: ${each}`),
  ...facts.deadLetters.map((each) => `dead letters: ${each}`),
];

/** How many are unknown, and for a person. */
export const unknownIn = ({ notices }: Facts): string[] =>
  notices.filter(({ state }) => state === 'UNKNOWN_FINAL').map(({ noticeId }) => noticeId);

const taken = ({ accepted, printed }: Facts, id: string): number =>
  [...accepted, ...printed].filter((each) => each === id).length;

const toldTwice = (facts: Facts): string[] =>
  [...new Set([...facts.accepted, ...facts.printed])].flatMap((id) => {
    const times = taken(facts, id);
    return times > 1 || id === 'of nobody' ? [`taken ${times} times: ${id}`] : [];
  });

/** A notice has come to its end, its after-care is done, and its state says what the provider took. */
const standing = ({ noticeId, state, caredFor }: NoticeFact, facts: Facts): string[] => {
  const times = taken(facts, noticeId);
  return [
    ...(isFinal(state) ? [] : [`still ${state}: ${noticeId}`]),
    ...(needsCare(state) && !caredFor ? [`no after-care of ${state}: ${noticeId}`] : []),
    ...(TOLD.includes(state) && times === 0 ? [`${state}, and nobody took it: ${noticeId}`] : []),
    ...((isNeverLeft(state) || state === 'REJECTED' || state === 'UNKNOWN_FINAL') && times > 0
      ? [`${state}, and it was taken: ${noticeId}`]
      : []),
  ];
};

/** Letters are never in doubt; what else is comes to a person, and then there is no letter to make up for it. */
const lost = (whole: Facts, facts: Facts): string[] => {
  const now = new Map(facts.notices.map((notice) => [notice.noticeId, notice]));
  const known = new Set(whole.notices.map(({ noticeId }) => noticeId));
  return [
    ...whole.notices.flatMap(({ noticeId, state, channel }) => {
      const found = now.get(noticeId);
      if (!found) return isRecoveryOfUnknown(noticeId, facts) ? [] : [`lost: ${noticeId}`];
      const isInDoubt = found.state === 'UNKNOWN_FINAL' && channel !== 'letter';
      return found.state === state || isInDoubt ? [] : [`${found.state}, not ${state}: ${noticeId}`];
    }),
    ...facts.notices.flatMap(({ noticeId }) => (known.has(noticeId) ? [] : [`not there without a crash: ${noticeId}`])),
  ];
};

const isRecoveryOfUnknown = (text: string, facts: Facts): boolean =>
  unknownIn(facts).some((id) => text.includes(id.replace(/notice$/, 'recovery')));

const withoutRecovery = (entries: readonly string[], facts: Facts): string[] =>
  entries.filter((entry) => !isRecoveryOfUnknown(entry, facts));

/** What is in one list and not in the other, as often as it is. */
const differences = (what: string, wanted: readonly string[], found: readonly string[]): string[] => {
  const missing = remaining(wanted, found).map((each) => `${what} missing: ${each}`);
  return [...missing, ...remaining(found, wanted).map((each) => `${what} too many: ${each}`)];
};

const remaining = (of: readonly string[], without: readonly string[]): string[] => {
  const left = [...without];
  return of.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};
