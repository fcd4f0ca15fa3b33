import type { EvaluateEvent } from '#events/evaluate.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { evaluateOwn, type Found, mergeFound } from '#shared/domain/evaluate-resident.ts';
import { pack } from '#shared/domain/pack.ts';
import { type PlacedDue, placeDue } from '#shared/domain/place-due.ts';
import type { DueContext, Service } from '#shared/domain/service.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import { type ReadSubject, readSubject } from '#shared/store/read-subject.ts';
import type { Resident, Residents } from '#shared/store/residents.ts';

export type OneDeps = {
  readonly residents: Pick<Residents, 'get' | 'noteAgendas' | 'clean'>;
  readonly agendas: Pick<Agendas, 'get' | 'create' | 'replace'>;
  readonly queue: (messages: readonly EvaluateEvent[]) => Promise<void>;
  readonly services: readonly Service[];
  readonly context: DueContext;
  readonly today: () => IsoDate;
};

const TRIES = 8;
const IDS_PER_MESSAGE = 100;

/**
 * Brings every agenda up to date that something about a resident lies on. Agendas are read before the records: whoever wrote
 * in between makes the write fail, and everything is read anew. An agenda is noted on the resident before something is written
 * there and forgotten after, so that a move, a death or another parent finds it; `dirty` is cleared last.
 */
export const evaluateOne = async (deps: OneDeps, residentId: string): Promise<void> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) if (await tryOne(deps, residentId)) return;
  throw new Error('an agenda kept changing while it was evaluated');
};

const tryOne = async (deps: OneDeps, residentId: string): Promise<boolean> => {
  const own = await deps.agendas.get(residentId);
  const read = await readSubject(deps.residents.get, residentId, deps.today());
  if (!read) return true;
  const due = read.subject && placeDue(read.subject, deps.services, deps.context);
  const ids = new Set([residentId, ...read.resident.agendas, ...placesOf(read, due)]);
  const others = await othersOf(deps, [...ids].slice(1));
  if (ids.size > 1 && !(await isUnchanged(deps, read))) return false;
  if ([...ids].some((id) => !read.resident.agendas.includes(id)))
    await deps.residents.noteAgendas(residentId, [...ids]);
  const found = { about: residentId, services: deps.services };
  const today = deps.today();
  const next = evaluateOwn(own, { ...found, due }, blockOf(read.resident), today);
  if (!(await write(deps, own, next))) return false;
  const elsewhere: Found = { ...found, due: read.resident.missing ? undefined : due };
  const kept = [residentId];
  for (const before of others) {
    const after = mergeFound(before, elsewhere, today);
    if (!(await write(deps, before, after))) return false;
    if (after.entries.some(({ about }) => about === residentId)) kept.push(after.addresseeId);
  }
  if (kept.length < ids.size) await deps.residents.noteAgendas(residentId, kept);
  if (read.resident.dirty) await settle(deps, read, next);
  return true;
};

/** Where what is due lies, for who can be found at all: who is missing has nothing on the agendas of others. */
const placesOf = ({ resident }: ReadSubject, due: readonly PlacedDue[] = []): string[] =>
  resident.missing ? [] : due.map(({ agenda }) => agenda);

/** The agendas of others. A parent who was not evaluated yet is evaluated first, so that there is one. */
const othersOf = async (deps: OneDeps, ids: readonly string[]): Promise<Agenda[]> => {
  const agendas: Agenda[] = [];
  for (const id of ids) {
    if (!(await deps.agendas.get(id))) await evaluateOne(deps, id);
    const agenda = await deps.agendas.get(id);
    if (agenda) agendas.push(agenda);
  }
  return agendas;
};

const isUnchanged = async ({ residents, today }: OneDeps, { resident, seen }: ReadSubject): Promise<boolean> =>
  (await readSubject(residents.get, resident.residentId, today()))?.seen === seen;

const blockOf = ({ contested, missing }: Resident): Agenda['blocked'] =>
  contested ? 'contested' : missing ? 'missing' : undefined;

const write = async ({ agendas }: OneDeps, before: Agenda | undefined, next: Agenda): Promise<boolean> => {
  if (next === before) return true;
  const raised = { ...next, v: next.v + 1 };
  return before ? agendas.replace(raised) : agendas.create(raised);
};

/**
 * Children are told of on the agendas of their parents: what changes for a parent may change for them. Those whom the parent's
 * own list does not name, or who have no list any more to be named by, lie on the agenda.
 */
const settle = async (
  { residents, queue }: OneDeps,
  { resident }: ReadSubject,
  { addresseeId, entries }: Agenda,
): Promise<void> => {
  const others = new Set([...(resident.record?.children ?? []), ...entries.map(({ about }) => about)]);
  others.delete(addresseeId);
  await queue(pack([...others], IDS_PER_MESSAGE).map((ids) => ({ v: 1, kind: 'residents', ids })));
  await residents.clean(resident);
};
