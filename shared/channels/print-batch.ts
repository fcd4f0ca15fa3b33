import type { log } from '#shared/aws/log.ts';
import type { getObject, putObject, putOnce } from '#shared/aws/objects.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { addDays, dayOf, type IsoDate } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Batches, BatchMember } from '#shared/store/batches.ts';
import type { Notices } from '#shared/store/notices.ts';
import { type Manifest, manifest } from './manifest.ts';
import { type AlongDeps, type Back, whyNotAlong } from './why-not-along.ts';

export type PrintBatchDeps = AlongDeps & {
  readonly batches: Pick<Batches, 'get' | 'startClosing' | 'choose' | 'members' | 'finish'>;
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly letters: {
    readonly get: ReturnType<typeof getObject>;
    readonly put: ReturnType<typeof putObject>;
    readonly putOnce: ReturnType<typeof putOnce>;
  };
  readonly log: typeof log;
};

/**
 * Closes a print batch, or goes on where a close stood still. Choosing one manifest is the moment of sending: what it lists
 * is printed and SENT, and everything else that was in the batch waits for the next.
 * @returns letters printed, or undefined when there is no such batch
 */
export const closeBatch =
  (deps: PrintBatchDeps) =>
  async (id: string): Promise<number | undefined> => {
    const known = await deps.batches.get(id);
    if (!known) return forget(deps, id);
    if (known.state === 'OPEN') await deps.batches.startClosing(id);
    const members = await deps.batches.members(id);
    const backs = known.state === 'CLOSED' ? new Map() : await chooseManifest(deps, id, members);
    const chosen = await chosenManifest(deps, id);
    await handOverToPrinter(deps, id, chosen);
    await settle(deps, id, chosen, members, backs);
    await deps.batches.finish(id);
    deps.log('batch-closed', { batch: id, letters: chosen.count, pages: chosen.pages });
    return chosen.count;
  };

/** Listed, and cut off before it was opened. Not forgotten at once: whoever listed it may be about to open it. */
const forget = async ({ batches, now }: PrintBatchDeps, id: string): Promise<undefined> => {
  if (addDays(id as IsoDate, LISTED_DAYS) <= dayOf(now())) await batches.finish(id);
};
const LISTED_DAYS = 2;

/**
 * Looked at after CLOSING, so nothing joins behind our back. No notice is moved before a manifest is chosen: another closing may
 * have looked a moment earlier, and what the chosen one lists is printed.
 * @returns why each letter that we left out does not go along, by its id
 */
const chooseManifest = async (
  deps: PrintBatchDeps,
  id: string,
  members: readonly BatchMember[],
): Promise<ReadonlyMap<string, Back>> => {
  const joined: BatchMember[] = [];
  const backs = new Map<string, Back>();
  for (const member of members) {
    const notice = await deps.notices.get(member.noticeId);
    if (!notice || !isIn(notice, id, member)) continue;
    const back = await whyNotAlong(deps, notice, member);
    if (back) backs.set(member.letterId, back);
    else joined.push(member);
  }
  const text = JSON.stringify(manifestOf(id, joined), null, 2);
  await deps.letters.putOnce(`manifests/${id}/${sha256(text)}.json`, text);
  await deps.batches.choose(id, sha256(text));
  return backs;
};

const manifestOf = (id: string, members: readonly BatchMember[]): Manifest => {
  const sorted = [...members].sort((a, b) => (a.letterId < b.letterId ? -1 : 1));
  return {
    batch: id,
    count: sorted.length,
    pages: sorted.reduce((sum, { pages }) => sum + pages, 0),
    letters: sorted.map(({ letterId, pages, sha, envelope }) => ({
      letterId,
      file: `${letterId}.pdf`,
      pages,
      sha256: sha,
      envelope,
    })),
  };
};

const isIn = (notice: { state: string }, id: string, { letterId }: BatchMember): notice is Notice =>
  notice.state === 'BATCHED' && (notice as Notice).batch === id && (notice as Notice).letterId === letterId;

const chosenManifest = async ({ batches, letters }: PrintBatchDeps, id: string): Promise<Manifest> => {
  const closed = await batches.get(id);
  if (closed?.state !== 'CLOSED') throw new Error(`batch ${id} is not closed`);
  const bytes = await letters.get(`manifests/${id}/${closed.manifest}.json`);
  if (!bytes) throw new Error(`the chosen manifest of batch ${id} is not there`);
  return manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
};

/** All that the printer's role can read. The manifest comes last: where it lies, everything it lists lies beside it. */
const handOverToPrinter = async ({ letters }: PrintBatchDeps, id: string, chosen: Manifest): Promise<void> => {
  for (const { letterId, file } of chosen.letters) {
    const pdf = await letters.get(`letters/${id}/${file}`);
    if (!pdf) throw new Error(`letter ${letterId} is listed and is not there`);
    await letters.put(`closed/${id}/${file}`, pdf);
  }
  await letters.put(`closed/${id}/manifest.json`, JSON.stringify(chosen, null, 2));
};

/** Everybody who was in the batch: SENT when the chosen manifest lists the letter, else ended or back to be sent with the next. */
const settle = async (
  deps: PrintBatchDeps,
  id: string,
  chosen: Manifest,
  members: readonly BatchMember[],
  backs: ReadonlyMap<string, Back>,
): Promise<void> => {
  const listed = new Set(chosen.letters.map(({ letterId }) => letterId));
  for (const member of members) {
    const notice = await deps.notices.get(member.noticeId);
    if (notice && isIn(notice, id, member)) await settleNotice(deps, notice, listed, backs.get(member.letterId));
  }
};

const settleNotice = async (
  { notices, now }: PrintBatchDeps,
  notice: Notice,
  listed: ReadonlySet<string>,
  back: Back = { to: 'QUEUED' },
) => {
  const letterId = notice.letterId as string;
  const { to, ...set } = listed.has(letterId) ? { to: 'SENT' as const, providerId: letterId } : back;
  await notices.move({ by: 'close', to, notice, set: { at: now(), ...set } });
};

/**
 * A notice that joined after its batch was closed, or was left in it by a crash. Waits while the batch is not closed.
 * @returns whether the notice was settled
 */
export const settleLate =
  (deps: PrintBatchDeps) =>
  async (notice: Notice): Promise<boolean> => {
    const id = notice.batch as string;
    const known = await deps.batches.get(id);
    if (known?.state !== 'CLOSED') return false;
    const chosen = await chosenManifest(deps, id);
    await settleNotice(deps, notice, new Set(chosen.letters.map(({ letterId }) => letterId)));
    return true;
  };
