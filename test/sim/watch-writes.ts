import { type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { arrows, isNeverLeft } from '#shared/domain/arrows.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import type { Stop } from '#shared/domain/stop.ts';
import { isPacked, unpackEntries } from '#shared/store/packed-entries.ts';
import { unpackStops } from '#shared/store/packed-stops.ts';
import type { Item } from '#test/fakes/expression.ts';
import type { Written } from '#test/fakes/tables.ts';
import type { History } from './history.ts';

const ALLOWED = new Set(arrows.map(({ from, to }) => `${from}>${to}`));

type Deps = {
  readonly now: () => number;
  readonly history: History;
  /** Whether a copy lies under a key. */
  readonly isKept: (key: string) => boolean;
  /** Called when a batch chose its manifest. */
  readonly onChosen: (batch: string, manifest: string) => void;
  /** Called when it was noted what rules the agendas were evaluated with. */
  readonly onEpoch: () => void;
};

/** What must be so of every write, the moment it is committed. */
export const watchWrites =
  ({ now, history, isKept, onChosen, onEpoch }: Deps) =>
  ({ table, before, after }: Written): void => {
    if (table === 'Notices' && after?.noticeId && after.decidedOn !== undefined)
      watchNotice(history, before, after, now(), isKept);
    if (table === 'Notices' && after?.sk === 'batch') watchBatch(history, after, onChosen);
    if (table === 'Notices' && after?.pk === 'epoch' && after.sk === 'services') onEpoch();
    if (table === 'Notices' && after?.pk === 'switch#halted') watchSwitches(history, before, after, now());
    if (table === 'Residents' && after) watchResident(history, after, now());
    if (table === 'Agenda' && after) watchAgenda(history, before, after, now());
  };

const watchNotice = (
  history: History,
  before: Item | undefined,
  after: Item,
  at: number,
  isKept: Deps['isKept'],
): void => {
  const [from, to] = [(before?.state ?? 'none') as NoticeState | 'none' | 'REF', after.state as NoticeState | 'REF'];
  const noticeId = after.noticeId as string;
  const isPut =
    before === undefined ||
    before.decidedOn !== after.decidedOn ||
    before.addresseeId !== after.addresseeId ||
    before.state === 'REF' ||
    to === 'REF';
  const isRight = isPut
    ? from === 'none' || from === 'REF' || from === 'QUEUED' || isNeverLeft(from) || isSettledAgain(history, from, to)
    : from === to || ALLOWED.has(`${from}>${to}`);
  if (to === 'SENDING' && !isKept(after.copy as string))
    history.broken.push(`I15 ${noticeId} is SENDING, and what is sent was not kept before`);
  if (!isRight) history.broken.push(`I8 ${noticeId}: ${from} became ${to}`);
  if (to !== 'REF' && (isPut || from !== to)) history.moves.push({ noticeId, from, to, notice: after as Notice, at });
};

/** Reconcile puts what left over what a restored table took for waiting: of another decision than the one that lies there. */
const isSettledAgain = ({ restores }: History, from: string, to: string): boolean =>
  restores > 0 && (to === 'SENT' || to === 'UNKNOWN_FINAL') && ALLOWED.has(`${from}>${to}`);

const watchBatch = (history: History, after: Item, onChosen: Deps['onChosen']): void => {
  const [batch, manifest] = [after.batch as string, after.manifest as string | undefined];
  if (after.state !== 'CLOSED' || manifest === undefined) return;
  const known = history.chosen.get(batch);
  if (known !== undefined && known !== manifest) history.broken.push(`I1 batch ${batch}: two manifests were chosen`);
  if (known === manifest) return;
  history.chosen.set(batch, manifest);
  onChosen(batch, manifest);
};

/** What the guard halts is halted like anything that somebody halts by hand. */
const watchSwitches = (history: History, before: Item | undefined, after: Item, at: number): void => {
  for (const [name, why] of Object.entries(after)) {
    const { reason } = (why ?? {}) as { reason?: unknown };
    if (before?.[name] !== undefined || !name.startsWith('service:') || !`${reason}`.startsWith('unusual:')) continue;
    history.guarded.push({ service: name.slice('service:'.length), at });
    history.halts.push({ name, from: at, until: Number.POSITIVE_INFINITY });
  }
};

const watchResident = (history: History, after: Item, at: number): void => {
  const { residentId, record } = after as { residentId: string; record?: { death?: object } };
  if (record?.death && !history.deaths.has(residentId)) history.deaths.set(residentId, at);
};

const watchAgenda = (history: History, before: Item | undefined, after: Item, at: number): void => {
  const id = after.addresseeId as string;
  watchStops(history, id, after, at);
  if (JSON.stringify(before?.reach) !== JSON.stringify(after.reach)) history.reachChangedAt.set(id, at);
  // Reconcile raises an agenda above every version that a message of before the restore was decided on.
  const isNext = (after.v as number) === ((before?.v as number | undefined) ?? 0) + 1;
  if (before && !isNext && history.restores === 0)
    history.broken.push(`I18 agenda ${id}: version ${before.v} became ${after.v}`);
  const entries = isPacked(after.entries) ? unpackEntries(id, after.entries) : (after.entries as unknown[]);
  for (const entry of entries as Entry[]) {
    if (entry.state === 'claimed') history.entries.set(noticeIdOf(entry), entry);
    if (entry.stage === 'recovery') history.recoveries.add(noticeIdOf(entry));
  }
};

/** A stop counts from when it stands on the agenda, until the resident lifts it: what a table forgets of it changes nothing. */
const watchStops = (history: History, addresseeId: string, after: Item, at: number): void => {
  const said = history.stopped.get(addresseeId);
  if (!said) return;
  const standing = (unpackStops(after.stops as unknown[]) as Stop[]).filter(({ lifted }) => lifted === undefined);
  for (const { name } of standing) {
    const isKnown = history.stops.some(
      (each) => each.addresseeId === addresseeId && each.name === name && each.until === undefined,
    );
    if (said.has(name) && !isKnown) history.stops.push({ addresseeId, name, at });
  }
};
