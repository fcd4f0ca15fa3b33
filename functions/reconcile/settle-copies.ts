import type { log } from '#shared/aws/log.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { countsForCap } from '#shared/domain/cap.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import { pack } from '#shared/domain/pack.ts';
import { rememberTold } from '#shared/domain/remember-told.ts';
import type { Service } from '#shared/domain/service.ts';
import type { Batches } from '#shared/store/batches.ts';
import type { Copied, Copies } from '#shared/store/copies.ts';
import { type GivenToPrinter, keptUntil } from './settle-batches.ts';
import { type Left, type NoticeDeps, type Settled, settleNotice, settleRefs } from './settle-notice.ts';

export type CopyDeps = NoticeDeps & {
  readonly batches: Pick<Batches, 'join'>;
  readonly copies: Pick<Copies, 'get'>;
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly serviceOf: (id: string) => Service | undefined;
  /** Notes that a message left in the trial of the version that decided it, if it was one: that may have been forgotten too. */
  readonly rememberSeat: (notice: Notice) => Promise<void>;
  readonly log: typeof log;
};

export type CopyCounts = {
  /** Notices put again, by what they became. */
  sent: number;
  unknown: number;
  /** Notices that the table has, and copies of what never left. */
  standing: number;
  neverLeft: number;
  /** Copies that do not say enough of their notice: a person must settle these. */
  unreadable: number;
};

/** Notices at once: each is some ten requests of a few milliseconds, one after the other. */
const AT_ONCE = 16;

/**
 * Goes over what was copied since, notice by notice: what left or may have left is put again where it was lost, and remembered
 * on its agenda, which may have been restored as well. Whatever was done before is found done.
 */
export const settleCopies = async (
  deps: CopyDeps,
  groups: readonly (readonly string[])[],
  given: GivenToPrinter,
): Promise<CopyCounts> => {
  const counts: CopyCounts = { sent: 0, unknown: 0, standing: 0, neverLeft: 0, unreadable: 0 };
  for (const some of pack(groups, AT_ONCE))
    for (const kind of (await Promise.all(some.map((keys) => settleGroup(deps, keys, given)))).flat())
      counts[kind] += 1;
  return counts;
};

const settleGroup = async (
  deps: CopyDeps,
  keys: readonly string[],
  given: GivenToPrinter,
): Promise<(keyof CopyCounts)[]> => {
  const read = await Promise.all(keys.map(async (key) => ({ key, copy: await deps.copies.get(key) })));
  const unreadable = read.filter(({ copy }) => copy === undefined);
  for (const { key } of unreadable) deps.log('copy-unreadable', { key });
  const tries = read.filter((each): each is { key: string; copy: Copied } => each.copy !== undefined);
  for (const { copy } of tries) await rejoin(deps, copy, given);
  const left = lastThatLeft(tries, given);
  const settled = left && (await settleNotice(deps, left));
  if (left && settled && settled.what !== 'nothing') {
    await settleRefs(deps, settled.notice);
    await remember(deps, settled.notice, left.copy);
    await deps.rememberSeat(settled.notice);
    for (const { copy } of tries) if (copy.letterId !== undefined) given.accounted.add(copy.letterId);
  }
  return [...unreadable.map(() => 'unreadable' as const), ...(tries.length > 0 ? [kindOf(settled)] : [])];
};

/** A letter that was printed is a member of its batch again: by that the print house's reports find their notice. */
const rejoin = async ({ batches }: CopyDeps, { noticeId, letterId }: Copied, { printed }: GivenToPrinter) => {
  const letter = letterId === undefined ? undefined : printed.get(letterId);
  if (letterId === undefined || !letter) return;
  const { batch, at, sha, pages, envelope } = letter;
  const key = `letters/${batch}/${letterId}.pdf`;
  await batches.join(batch, { noticeId, letterId, key, sha, pages, envelope }, keptUntil(at));
};

/** Of the tries of one notice the one that counts: a letter that was printed, else the last that went, or may have, by wire. */
const lastThatLeft = (
  tries: readonly { readonly key: string; readonly copy: Copied }[],
  { printed }: GivenToPrinter,
): Left | undefined =>
  tries
    .flatMap((each): Left[] => {
      if (each.copy.channel !== 'letter') return [each];
      const letter = printed.get(each.copy.letterId ?? '');
      return letter ? [{ ...each, printed: letter }] : [];
    })
    .sort(
      (a, b) => Number(a.printed !== undefined) - Number(b.printed !== undefined) || (a.copy.at < b.copy.at ? -1 : 1),
    )
    .at(-1);

const kindOf = (settled: Settled | undefined): keyof CopyCounts => {
  if (!settled || settled.what === 'nothing') return 'neverLeft';
  if (settled.what === 'standing') return 'standing';
  return settled.notice.state === 'SENT' ? 'sent' : 'unknown';
};

const remember = async ({ change, serviceOf, now }: CopyDeps, notice: Notice, { at }: Copied): Promise<void> => {
  const key = entryKeyOf(notice.noticeId);
  const service = serviceOf(key.service);
  const isCapped = service !== undefined && countsForCap(service, key);
  const today = dayOf(now());
  await change(notice.addresseeId, (agenda) => rememberTold(agenda, notice, { on: dayOf(at), today, isCapped }));
};
