import type { getObject } from '#shared/aws/objects.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { Agenda, Entry } from '#shared/domain/agenda.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { entriesNaming } from '#shared/domain/apply-outcomes.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice, type NoticeState } from '#shared/domain/notice.ts';
import type { Service } from '#shared/domain/service.ts';
import { isChannelStopped, stopOf } from '#shared/domain/stops.ts';
import { switchNames } from '#shared/domain/switch-names.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { BatchMember } from '#shared/store/batches.ts';
import { readHeeded } from '#shared/store/read-heeded.ts';
import { readDigest } from '#shared/store/read-subject.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { Switches } from '#shared/store/switches.ts';

export type AlongDeps = {
  readonly agendas: Pick<Agendas, 'get'>;
  readonly residents: Pick<Residents, 'get'>;
  readonly switches: Pick<Switches, 'halted'>;
  /** The whole hash of a service that is deployed; undefined when it is not on. */
  readonly hashOf: (service: string) => string | undefined;
  readonly serviceOf: (service: string) => Service | undefined;
  readonly letters: { readonly get: ReturnType<typeof getObject> };
  readonly now: () => Instant;
};

/** What becomes of a letter that does not go along: it ends, or it waits to be written anew. */
export type Back = { readonly to: Extract<NoticeState, 'CANCELLED' | 'QUEUED'>; readonly reason?: string };

/**
 * Why a letter that is in a batch may not go along after all; undefined when it may. It lies there for hours, over Easter for
 * days: whatever dispatch asked before it was written is asked again. Nothing is written here, since another closing of the
 * same batch may choose otherwise.
 * @throws when the letter is not what was put
 */
export const whyNotAlong = async (deps: AlongDeps, notice: Notice, member: BatchMember): Promise<Back | undefined> => {
  const agenda = await deps.agendas.get(notice.addresseeId);
  if (!agenda) return { to: 'CANCELLED', reason: 'no-agenda' };
  const named = entriesNaming(agenda, notice);
  const reason = await refusalOf(deps, agenda, named);
  if (reason) return { to: 'CANCELLED', reason };
  if (!isAsDecided(deps, notice, named) || !(await isAsWritten(deps, agenda, notice))) return { to: 'QUEUED' };
  const { service } = entryKeyOf(notice.noticeId);
  if (await deps.switches.halted(switchNames(service, 'letter', notice.serviceHash))) return { to: 'QUEUED' };
  await intact(deps, member);
  return undefined;
};

const refusalOf = async ({ agendas, serviceOf }: AlongDeps, agenda: Agenda, named: readonly Entry[]) => {
  if (agenda.blocked) return 'blocked';
  if (agenda.suppressed.letter || isChannelStopped(agenda.stops, 'letter')) return 'channel-closed';
  return stopOf(agenda, named, await readHeeded(agendas.get, named), serviceOf);
};

/** Every part still names it, none is past its last day, and the service is the one that decided. */
const isAsDecided = ({ hashOf, now }: AlongDeps, notice: Notice, named: readonly Entry[]): boolean => {
  const today = dayOf(now());
  const ids = new Set(named.filter(({ until }) => today < until).map(noticeIdOf));
  const { service } = entryKeyOf(notice.noticeId);
  return (
    named.length > 0 &&
    notice.parts.every((part) => ids.has(part)) &&
    today < notice.expires &&
    notice.serviceHash === hashOf(service)
  );
};

/** The records stand as they stood when it was written: nobody moved, nobody else acts now, and it is still read in that way. */
const isAsWritten = async ({ residents, now }: AlongDeps, agenda: Agenda, { seen, parts }: Notice): Promise<boolean> =>
  seen === undefined ||
  seen ===
    (await readDigest(
      residents.get,
      agenda,
      parts.map((part) => entryKeyOf(part).about),
      dayOf(now()),
    ));

const intact = async ({ letters }: AlongDeps, { key, sha, letterId }: BatchMember): Promise<void> => {
  const pdf = await letters.get(key);
  if (!pdf || sha256(pdf) !== sha) throw new Error(`letter ${letterId} is not what was put`);
};
