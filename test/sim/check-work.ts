import { noticeIdOf } from '#shared/domain/agenda.ts';
import { isWorkingDay } from '#shared/domain/calendar.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice, type NoticeState, tryOf } from '#shared/domain/notice.ts';
import { type WorkItem, workItem } from '#shared/domain/work-item.ts';
import type { WorkKind } from '#shared/domain/work-kinds.ts';
import { canaryIn } from './canaries.ts';
import type { Cloud } from './cloud.ts';
import type { History } from './history.ts';

type Deps = {
  readonly tables: Cloud['tables'];
  readonly notices: ReadonlyMap<string, Notice>;
  readonly history: History;
  readonly say: (rule: string, what: string) => void;
};

const FOR_A_PERSON: Readonly<Partial<Record<NoticeState, WorkKind>>> = {
  UNKNOWN_FINAL: 'unknown-outcome',
  HANDED_OVER: 'handed-over',
  RETURNED: 'letter-returned',
};

/** What a person has to do stands as an item, with a day on which somebody is there, and in the list until it is done. */
export const checkWork = (deps: Deps): void => {
  const { tables, notices, say } = deps;
  const all = tables.items('Notices');
  const items = all.filter(({ sk }) => sk === 'work').map((item) => workItem.parse(item));
  for (const { noticeId, state, at, ...notice } of notices.values()) {
    const kind = FOR_A_PERSON[state];
    const its = items.some((item) => item.kind === kind && item.subject === noticeId && item.time === tryOf(notice));
    if (kind && !its) say('I3', `${noticeId} is ${state} since ${at}, and nobody was told`);
  }
  const places = new Set(
    all.filter(({ pk }) => pk === 'work#open' || pk === 'work#done').map(({ pk, sk }) => `${pk} ${sk}`),
  );
  for (const item of items) {
    checkItem(item, places, say);
    if (item.state === 'done') checkSettled(deps, item);
  }
  for (const item of all.filter(({ pk }) => `${pk}`.startsWith('work#'))) {
    const canary = canaryIn(JSON.stringify(item));
    if (canary) say('I9', `on the worklist: ${canary}`);
  }
};

const checkItem = (item: WorkItem, places: ReadonlySet<string>, say: Deps['say']): void => {
  const what = `${item.kind} ${item.subject}`;
  if (!isWorkingDay(item.due) || item.due < dayOf(item.at)) say('I3', `${what} is due on ${item.due}`);
  const place = item.state === 'done' ? `work#done ${dayOf(item.doneAt)}` : `work#open ${item.due}`;
  if (!places.has(`${place}#${item.id}`)) say('I3', `${what} is ${item.state}, and in no list of ${place}`);
};

/** What somebody found of a message counts, unless the provider said otherwise. */
const checkSettled = (
  { notices, history, say }: Deps,
  { kind, subject, time, outcome }: WorkItem & { readonly state: 'done' },
): void => {
  const notice = notices.get(subject);
  if (kind !== 'unknown-outcome' || notice?.state !== 'UNKNOWN_FINAL' || tryOf(notice) !== time) return;
  if (outcome === 'arrived') say('I6', `${subject} arrived as somebody found, and is unknown`);
  if (outcome !== 'did-not-arrive') return;
  for (const part of notice.parts)
    if (!history.recoveries.has(noticeIdOf({ ...entryKeyOf(part), stage: 'recovery' })))
      say('I5', `${part} did not arrive as somebody found, and is not made up for`);
};
