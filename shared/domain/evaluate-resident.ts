import { addresseeOf } from './addressing.ts';
import { type Agenda, noticeIdOf } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import { isStopped } from './judge.ts';
import { mergeEntries, type ServiceDue } from './merge-entries.ts';
import { narrowed } from './narrowed.ts';
import { nextOn, nextReview } from './next-on.ts';
import type { ResidentRecord } from './person.ts';
import { resolveAddressee } from './resolve-addressee.ts';
import type { Due, Service } from './service.ts';

export type Evaluated = {
  readonly residentId: string;
  readonly record?: ResidentRecord | undefined;
  readonly contested: boolean;
  readonly missing: boolean;
};

/** Everything the services find due for a record, each with the reason why a person must handle it, if any. */
export const dueFor = (record: ResidentRecord, services: readonly Service[], municipality: string): ServiceDue[] =>
  services.flatMap((service) =>
    service.due(narrowed(record, service.data), { municipality }).map((due) => ({
      ...due,
      service: service.id,
      ...handOverOf(due, record),
    })),
  );

const handOverOf = (due: Due, record: ResidentRecord): Pick<Due, 'handOver'> => {
  const resolved = resolveAddressee(record, due.from, addresseeOf(record, '') !== undefined);
  const reason = due.handOver ?? (resolved === 'self' ? undefined : resolved);
  return reason ? { handOver: reason } : {};
};

/**
 * A resident's own agenda as the record makes it on `today`: the entries merged, blocked while the record cannot be relied
 * on, and looked at again within a year even when nothing is due. A contested record says nothing, so entries stay.
 * @returns the agenda to write (its version not yet raised), or the one given when nothing changes
 */
export const evaluateResident = (
  { residentId, record, contested, missing }: Evaluated,
  before: Agenda | undefined,
  services: readonly Service[],
  municipality: string,
  today: IsoDate,
): Agenda => {
  const stops = before?.stops ?? [];
  const entries = before?.entries ?? [];
  const merged = record
    ? mergeEntries({
        entries,
        due: dueFor(record, services, municipality),
        about: residentId,
        services: new Set(services.map(({ id }) => id)),
        today,
        isStopped: (service) => isStopped(stops, service),
      })
    : entries;
  const reviewOn = before && before.reviewOn > today ? before.reviewOn : nextReview(residentId, today);
  const { blocked: _, ...rest } = before ?? { addresseeId: residentId, v: 0, stops, suppressed: {}, sent: [] };
  const next: Agenda = {
    ...rest,
    entries: merged,
    reviewOn,
    nextOn: nextOn(merged, reviewOn),
    ...(contested ? { blocked: 'contested' as const } : missing ? { blocked: 'missing' as const } : {}),
  };
  return before && isSame(before, next) ? before : next;
};

const isSame = (a: Agenda, b: Agenda): boolean =>
  a.blocked === b.blocked &&
  a.reviewOn === b.reviewOn &&
  a.nextOn === b.nextOn &&
  a.entries.length === b.entries.length &&
  a.entries.every((entry, index) => {
    const other = b.entries[index];
    return (
      other !== undefined &&
      noticeIdOf(entry) === noticeIdOf(other) &&
      entry.state === other.state &&
      entry.from === other.from &&
      entry.until === other.until &&
      entry.handOver === other.handOver
    );
  });
