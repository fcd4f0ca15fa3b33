import { arrows, isNeverLeft, statesBefore } from './arrows.ts';
import { type Instant, instant } from './dates.ts';
import { type Notice, type NoticeRef, type NoticeState, noticeState } from './notice.ts';

/** Where a change of state comes from: the part of the pipeline that made it, as the table of arrows names it. */
export type Origin = (typeof arrows)[number]['by'];
type To = NoticeState | NoticeRef['state'];

/**
 * One change of state. `put`: of the steps that put something anew, the decision and try (`3-0`) that is put; the others go on
 * with what stands there.
 */
export type Step = { readonly to: To; readonly by: Origin; readonly at: Instant; readonly put?: string };

/**
 * A step as it is kept: `QUEUED decide 20261124T090501Z 3-0`, in seconds UTC (ISO 8601, basic form). Short, since a notice of over
 * 1 KB costs two units to write. What it lies on need not be said: the key is the object, and what was refused left no step.
 */
export const stepOf = ({ to, by, at, put }: Step): string =>
  [to, by, `${at.slice(0, 19).replaceAll(/[:-]/g, '')}Z`, ...(put === undefined ? [] : [put])].join(' ');

const STEP = /^([A-Z_]+) ([a-z]+) (\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?: (\d+-\d+))?$/;

/** Reads what `stepOf` wrote; undefined when it is no such line. */
export const readStep = (text: string): Step | undefined => {
  const [, state, by, year, month, day, hour, minute, second, put] = STEP.exec(text) ?? [];
  const to = state === 'REF' ? state : noticeState.safeParse(state).data;
  const at = instant.safeParse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`).data;
  if (to === undefined || at === undefined || !isOrigin(by)) return undefined;
  return { to, by, at, ...(put !== undefined && { put }) };
};

const isOrigin = (word: string | undefined): word is Origin => arrows.some(({ by }) => by === word);

/** Where a trail ends: the state, and which try of which decision. */
export type Replayed = Pick<Notice, 'decidedOn' | 'attempt'> & { readonly state: To };

/**
 * Goes over the steps of a notice or ref by the table of arrows and the rules for putting over.
 * @returns the state and try in which they end, or which step cannot have come after the one before it
 */
export const replay = (trail: readonly string[]): Replayed | { readonly wrong: string } => {
  let now: Replayed | undefined;
  for (const [index, text] of trail.entries()) {
    const step = readStep(text);
    const next = step && (step.put === undefined ? moved(now, step) : put(now, step));
    if (!next) return { wrong: `step ${index + 1}, ${text}, after ${now?.state ?? 'nothing'}` };
    now = next;
  }
  return now ?? { wrong: 'there are no steps' };
};

/** Each start for the wire or a batch is a try. */
const moved = (before: Replayed | undefined, { to, by }: Step): Replayed | undefined => {
  if (!before || to === 'REF' || !(statesBefore(by, to) as To[]).includes(before.state)) return undefined;
  const isStart = to === 'SENDING' || to === 'BATCHED';
  return { ...before, state: to, attempt: before.attempt + (isStart ? 1 : 0) };
};

const put = (before: Replayed | undefined, { to, by, put = '' }: Step): Replayed | undefined => {
  if (before && !mayGiveWay(by, before.state)) return undefined;
  if (!mayPut(by, to)) return undefined;
  const [decidedOn = 0, attempt = 0] = put.split('-').map(Number);
  return { state: to, decidedOn, attempt };
};

/** Whoever may put a notice may put a ref as well. */
const mayPut = (by: Origin, what: To): boolean =>
  arrows.some((arrow) => arrow.by === by && arrow.from === 'none' && (what === 'REF' || arrow.to === what));

/** Over what something may be put: the same as the stores' conditions say, which know more of it. */
const mayGiveWay = (by: Origin, state: To): boolean =>
  state === 'REF' || state === 'QUEUED' || isNeverLeft(state) || (by === 'reconcile' && state === 'BATCHED');
