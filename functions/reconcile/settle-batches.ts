import type { getObject, listObjects } from '#shared/aws/objects.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { manifest } from '#shared/channels/manifest.ts';
import { hasLeft } from '#shared/domain/arrows.ts';
import { addDays, dayOf, epochSeconds, type Instant } from '#shared/domain/dates.ts';
import type { Batches, BatchMember } from '#shared/store/batches.ts';
import type { Notices } from '#shared/store/notices.ts';

export type BatchDeps = {
  readonly letters: { readonly get: ReturnType<typeof getObject>; readonly list: ReturnType<typeof listObjects> };
  readonly batches: Pick<Batches, 'closeAs' | 'members' | 'finish'>;
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly now: () => Instant;
};

/** A letter that the print house was given: in which batch, when, and what the manifest says of it. */
export type Printed = Pick<BatchMember, 'sha' | 'pages' | 'envelope'> & {
  readonly at: Instant;
  readonly batch: string;
};

/** What the print house was given since: its letters by id, and those of them that some notice accounts for. */
export type GivenToPrinter = {
  readonly batches: number;
  readonly printed: ReadonlyMap<string, Printed>;
  readonly accounted: Set<string>;
};

const MANIFEST = /^closed\/([^/]+)\/manifest\.json$/;

const KEPT_DAYS = 400;
/** When what is noted of a batch that closed then may go, in seconds since the epoch. */
export const keptUntil = (closedAt: Instant): number => epochSeconds(addDays(dayOf(closedAt), KEPT_DAYS));

/**
 * Batches that the print house was given since: closed with the very manifest that lies there, so that none closes again with
 * other letters; and the letters of it that the table has waiting are SENT. What lies in no such manifest was never printed.
 */
export const settleBatches = async ({ letters, ...deps }: BatchDeps, from: Instant): Promise<GivenToPrinter> => {
  const printed = new Map<string, Printed>();
  const accounted = new Set<string>();
  let count = 0;
  for await (const { key, at } of letters.list('closed/')) {
    const id = MANIFEST.exec(key)?.[1];
    if (id === undefined || at < from) continue;
    const text = Buffer.from((await letters.get(key)) ?? '').toString('utf8');
    for (const { letterId, sha256: sha, pages, envelope } of manifest.parse(JSON.parse(text)).letters)
      printed.set(letterId, { at, batch: id, sha, pages, envelope });
    await deps.batches.closeAs(id, sha256(text), keptUntil(at));
    for (const member of await deps.batches.members(id))
      if (await isTold(deps, id, member, printed.get(member.letterId))) accounted.add(member.letterId);
    await deps.batches.finish(id);
    count += 1;
  }
  return { batches: count, printed, accounted };
};

/** What is not listed stays BATCHED in a closed batch: the sweep sends it on to the next. */
const isTold = async (
  { notices, now }: Pick<BatchDeps, 'notices' | 'now'>,
  batch: string,
  { noticeId, letterId }: BatchMember,
  letter: Printed | undefined,
): Promise<boolean> => {
  const notice = letter && (await notices.get(noticeId));
  if (!letter || !notice || notice.state === 'REF' || notice.letterId !== letterId) return false;
  if (hasLeft(notice.state)) return true;
  if (notice.state !== 'BATCHED' || notice.batch !== batch) return false;
  const set = { at: letter.at, providerId: letterId };
  return notices.move({ by: 'reconcile', to: 'SENT', notice, set, notedAt: now() });
};
