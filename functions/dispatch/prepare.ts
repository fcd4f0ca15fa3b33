import { addresseeOf } from '#shared/domain/addressing.ts';
import { type Agenda, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { dueFor } from '#shared/domain/evaluate-resident.ts';
import type { ReadingFormat } from '#shared/domain/letter-kind.ts';
import type { Addressee, MessageText } from '#shared/domain/message.ts';
import { narrowed } from '#shared/domain/narrowed.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { DocumentFact, Service } from '#shared/domain/service.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { End } from './dispatch-notice.ts';

/** A message in words, to whom, and for which entries: all that a channel needs. */
export type Prepared = {
  readonly notice: Notice;
  readonly parts: readonly string[];
  readonly text: MessageText;
  readonly addressee: Addressee;
  /** Where it goes when the channel is electronic. */
  readonly email?: string;
  /** How the addressee reads, where it is on paper. */
  readonly format?: ReadingFormat;
  readonly documents: readonly DocumentFact[];
  readonly subjects: readonly string[];
  readonly occasions: readonly string[];
  readonly service: string;
  readonly today: IsoDate;
  /** When the records were read: the last write before the wire must come within half a minute. */
  readonly readAt: Instant;
};

type Deps = {
  readonly residents: Pick<Residents, 'get'>;
  readonly municipality: string;
  readonly sender: Sender;
  readonly now: () => Instant;
};

/**
 * Reads the record again and writes the message for the entries that still name the notice and are still due. None left,
 * or nobody to write to: why the notice ends.
 */
export const prepare =
  ({ residents, municipality, sender, now }: Deps) =>
  async (
    notice: Notice,
    agenda: Agenda,
    named: readonly Entry[],
    service: Service,
  ): Promise<Prepared | { readonly end: End }> => {
    const readAt = now();
    const about = named[0]?.about as string;
    const resident = await residents.get(about);
    if (!resident?.record || resident.missing) return cancelled('record-not-usable');
    const due = new Map(
      dueFor(resident.record, [service], municipality).map((each) => [`${each.occasion}#${each.stage}`, each]),
    );
    // Recovery has no window of its own in the register: it goes while its occasion is there.
    const dueOf = ({ occasion, stage }: Entry) => due.get(`${occasion}#${stage === 'recovery' ? 'notice' : stage}`);
    const parts = named.filter(dueOf);
    if (parts.length === 0) return cancelled('no-longer-due');
    const doubt = parts.flatMap((part) => dueOf(part)?.handOver ?? [])[0];
    if (doubt) return { end: { state: 'HANDED_OVER', reason: doubt } };
    const addressee = addresseeOf(resident.record, sender.place);
    if (!addressee) return { end: { state: 'HANDED_OVER', reason: 'address-unwritable' } };
    const occasions = parts.map(({ occasion }) => occasion);
    const facts = service.facts(narrowed(resident.record, service.data), occasions);
    const today = dayOf(readAt);
    return {
      notice,
      parts: parts.map(noticeIdOf),
      text: service.messages.nl(facts, { sender, today, stage: (parts[0] as Entry).stage }),
      addressee,
      ...(agenda.reach?.email && { email: agenda.reach.email }),
      ...(agenda.reach?.format && { format: agenda.reach.format }),
      documents: service.documents(facts),
      subjects: [...new Set(parts.map((part) => part.about))],
      occasions,
      service: service.id,
      today,
      readAt,
    };
  };

const cancelled = (reason: string): { readonly end: End } => ({ end: { state: 'CANCELLED', reason } });
