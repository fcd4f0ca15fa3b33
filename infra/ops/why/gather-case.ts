import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readKnown } from '#functions/decide/decide-candidate.ts';
import { queryAll } from '#shared/aws/documents.ts';
import { type Agenda, type Entry, type EntryKey, noticeIdOf } from '#shared/domain/agenda.ts';
import { type ApprovalStage, stageOf } from '#shared/domain/approval.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { type Decision, decide } from '#shared/domain/decide.ts';
import { entryKeyOf, type Notice, notice } from '#shared/domain/notice.ts';
import { type PlacedDue, placeDue } from '#shared/domain/place-due.ts';
import type { DueContext, Service } from '#shared/domain/service.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Approvals } from '#shared/store/approvals.ts';
import type { Notices, Stored } from '#shared/store/notices.ts';
import { readSubject } from '#shared/store/read-subject.ts';
import type { Resident, Residents } from '#shared/store/residents.ts';
import type { Halt, Switches } from '#shared/store/switches.ts';
import { Refused } from '../wrong-use.ts';

export type Deps = {
  readonly residents: Pick<Residents, 'get'>;
  readonly agendas: Pick<Agendas, 'get'>;
  readonly notices: Pick<Notices, 'get'>;
  /** Everything that was ever decided about a resident and is still kept. */
  readonly noticesAbout: (residentId: string) => Promise<readonly Notice[]>;
  readonly switches: Pick<Switches, 'explained'>;
  readonly approvals: Pick<Approvals, 'get'>;
  readonly serviceOf: (id: string) => Service | undefined;
  /** The whole hash of a service of the version at hand; undefined when it is not on. */
  readonly hashOf: (service: string) => string | undefined;
  readonly context: DueContext;
  readonly now: () => Instant;
};

/** One thing that is or was due about a resident, and all that is known of it. */
export type Matter = {
  readonly id: string;
  readonly key: EntryKey;
  /** Its place on an agenda, while it is on one. */
  readonly lies?: { readonly agenda: Agenda; readonly entry: Entry };
  /** The message that speaks for it: its own, or one that tells of several. */
  readonly notice?: Notice;
  /** What deciding now would come to, while it is open and its window has begun. */
  readonly today?: Decision;
};

export type Case = {
  readonly now: Instant;
  readonly about: string;
  readonly resident?: Resident;
  readonly service: Service | undefined;
  readonly hash?: string | undefined;
  /** How far the version that is deployed is approved. */
  readonly stage: ApprovalStage;
  readonly halts: readonly Halt[];
  readonly isRestored: boolean;
  readonly matters: readonly Matter[];
  /** Entries on the resident's own agenda that are about somebody else. */
  readonly aboutOthers: number;
  /** What the rule finds in the register now, past windows too; undefined when the record cannot be relied on. */
  readonly due?: readonly PlacedDue[];
};

/**
 * Everything that there is to say about a resident and a service. Reads only.
 * @throws Refused when nobody and nothing is known by that id
 */
export const gatherCase = async (
  deps: Deps,
  { about, service }: Pick<EntryKey, 'about' | 'service'>,
): Promise<Case> => {
  const now = deps.now();
  const read = await readSubject(deps.residents.get, about, dayOf(now));
  const told = (await deps.noticesAbout(about)).filter(({ noticeId }) => entryKeyOf(noticeId).service === service);
  if (!read && told.length === 0) throw new Refused(`er is geen inwoner ${about}`);
  const ids = [...new Set([about, ...(read?.resident.agendas ?? []), ...told.map(({ addresseeId }) => addresseeId)])];
  const agendas = (await Promise.all(ids.map(deps.agendas.get))).filter((agenda) => agenda !== undefined);
  const lying = agendas.flatMap((agenda) =>
    agenda.entries
      .filter((entry) => entry.about === about && entry.service === service)
      .map((entry) => ({ agenda, entry })),
  );
  const known = [...new Set([...lying.map(({ entry }) => noticeIdOf(entry)), ...told.map(({ noticeId }) => noticeId)])];
  const found = deps.serviceOf(service);
  return {
    now,
    about,
    ...(read && { resident: read.resident }),
    service: found,
    hash: deps.hashOf(service),
    stage: await stageIn(deps, service),
    ...(await deps.switches.explained()),
    matters: (await Promise.all(known.map((id) => matterOf(deps, id, lying, now)))).sort(byTime),
    aboutOthers: agendas
      .filter(({ addresseeId }) => addresseeId === about)
      .flatMap(({ entries }) => entries)
      .filter((entry) => entry.about !== about && entry.service === service).length,
    ...(read?.subject && { due: found ? placeDue(read.subject, [found], deps.context) : [] }),
  };
};

const stageIn = async ({ approvals, hashOf }: Deps, service: string): Promise<ApprovalStage> => {
  const hash = hashOf(service);
  return hash === undefined ? 'new' : stageOf(await approvals.get(service, hash));
};

const byTime = (a: Matter, b: Matter): number => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);
const timeOf = ({ lies, notice, id }: Matter): string => `${lies?.entry.from ?? notice?.at ?? ''} ${id}`;

type Lying = NonNullable<Matter['lies']>;

const matterOf = async (deps: Deps, id: string, lying: readonly Lying[], now: Instant): Promise<Matter> => {
  const places = lying.filter(({ entry }) => noticeIdOf(entry) === id);
  const lies = places.find(({ entry }) => entry.state !== 'closed') ?? places[0]; // it may have moved to another agenda
  const own = await deps.notices.get(id);
  const main = await mainOf(deps, own);
  const today = lies && (await decidedToday(deps, lies, now));
  return { id, key: entryKeyOf(id), ...(lies && { lies }), ...(main && { notice: main }), ...(today && { today }) };
};

const mainOf = async ({ notices }: Deps, stored: Stored | undefined): Promise<Notice | undefined> => {
  const main = stored?.state === 'REF' ? await notices.get(stored.ref) : stored;
  return main?.state === 'REF' ? undefined : main;
};

/** The decision of functions/decide on the agenda as it is, as if the plan of today allowed all of it. */
const decidedToday = async (deps: Deps, { agenda, entry }: Lying, now: Instant): Promise<Decision | undefined> => {
  if (entry.state !== 'open' || entry.from > dayOf(now)) return undefined;
  const open = agenda.entries.filter(({ state }) => state === 'open');
  const planned = new Set(open.map(noticeIdOf));
  const known = await readKnown(deps, agenda, planned);
  const decisions = decide(agenda, planned, dayOf(now), deps.serviceOf, known);
  return decisions.find(({ parts }) => parts.some((part) => noticeIdOf(part) === noticeIdOf(entry)));
};

/** The notices of a resident's partition. */
export const noticesAbout =
  (documents: DynamoDBDocumentClient, TableName: string) =>
  async (residentId: string): Promise<Notice[]> => {
    const items = await queryAll(documents, {
      TableName,
      KeyConditionExpression: 'pk = :about',
      ExpressionAttributeValues: { ':about': residentId },
      ConsistentRead: true,
    });
    return items.flatMap((item) => notice.safeParse(item).data ?? []);
  };
