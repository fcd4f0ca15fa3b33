import { addresseeFor } from '#shared/domain/addressee-for.ts';
import { type Agenda, type Entry, noticeIdOf, type Relation } from '#shared/domain/agenda.ts';
import { dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { standingFor } from '#shared/domain/declaration.ts';
import { withRecordsOf } from '#shared/domain/evidence.ts';
import type { ReadingFormat } from '#shared/domain/letter-kind.ts';
import type { Addressee, MessageText } from '#shared/domain/message.ts';
import { narrowed } from '#shared/domain/narrowed.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { ResidentRecord } from '#shared/domain/person.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { DocumentFact, DueContext, Service } from '#shared/domain/service.ts';
import { subjectName } from '#shared/domain/subject-name.ts';
import { digestOf, readingOf } from '#shared/store/read-subject.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { End } from './dispatch-notice.ts';
import { gatherSubjects, type Told } from './gather-subjects.ts';
import { wordsIn } from './words-in.ts';

/** A message in words, to whom, and for which entries: all that a channel needs. */
export type Prepared = {
  readonly notice: Notice;
  readonly parts: readonly string[];
  readonly text: MessageText;
  /** The same as a text message. */
  readonly short: string;
  readonly addressee: Addressee;
  /** Where it goes when the channel is electronic, as declared for this kind of message. */
  readonly email?: string;
  readonly sms?: string;
  /** How the addressee reads, where it is on paper. */
  readonly format?: ReadingFormat;
  readonly documents: readonly DocumentFact[];
  readonly subjects: readonly string[];
  readonly occasions: readonly string[];
  readonly service: string;
  readonly today: IsoDate;
  /** How the records stood: a letter that waits in its batch goes only while they still stand so. */
  readonly seen: string;
  /** When the records were read: the last write before the wire must come within half a minute. */
  readonly readAt: Instant;
};

type Deps = {
  readonly residents: Pick<Residents, 'get'>;
  readonly context: DueContext;
  readonly sender: Sender;
  readonly now: () => Instant;
};

/**
 * Reads the records again and writes the message for the entries that still name the notice and are still due. None left, or
 * nobody to write to: why the notice ends.
 */
export const prepare =
  ({ residents, context, sender, now }: Deps) =>
  async (
    notice: Notice,
    agenda: Agenda,
    named: readonly Entry[],
    service: Service,
  ): Promise<Prepared | { readonly end: End }> => {
    const readAt = now();
    const today = dayOf(readAt);
    const told = await gatherSubjects({ get: residents.get, context, notice, named, service, today });
    if ('end' in told) return told;
    const [first] = told as readonly [Told, ...Told[]];
    const { to } = first;
    const records = told.map(({ subject }) => subject.record) as [ResidentRecord, ...ResidentRecord[]];
    const addressee = addresseeFor(to, records, sender.place, today);
    if (!addressee) return { end: { state: 'HANDED_OVER', reason: 'address-unwritable' } };
    const parts = told.flatMap((each) => each.parts);
    const facts = told.map((each) => factsOf(each, service));
    const read = isReader(to) ? agenda.reading : undefined;
    const words = wordsIn(service, read?.language);
    const about = { sender, today, stage: (parts[0] as Entry).stage, to };
    const asOf = told.map((each) => each.asOf).reduce((oldest, each) => (each < oldest ? each : oldest));
    return {
      notice: { ...notice, evidence: withRecordsOf(notice.evidence, asOf) },
      parts: parts.map(noticeIdOf),
      text: words.text(facts, about),
      short: words.sms(facts, about),
      addressee: { ...addressee, ...words.addressed },
      ...addressesOf(agenda, service),
      ...(read?.format && { format: read.format }),
      documents: facts.flatMap((each) => service.documents(each.facts)),
      subjects: told.map(({ subject }) => subject.residentId),
      occasions: parts.map(({ occasion }) => occasion),
      service: service.id,
      today,
      seen: digestOf([...told.map(({ seen }) => seen), readingOf(agenda)]),
      readAt,
    };
  };

const addressesOf = ({ reach }: Agenda, { id }: Service): Pick<Prepared, 'email' | 'sms'> => {
  const [email, sms] = [standingFor(reach, id, 'email'), standingFor(reach, id, 'sms')];
  return { ...(email && { email: email.address }), ...(sms && { sms: sms.address }) };
};

/** Whose agenda it is reads it: not so for who acts for a resident, who has none. */
const isReader = (to: Relation): boolean => to === 'self' || to === 'parents';

const factsOf = ({ subject: { record }, parts, to }: Told, { facts, data }: Service) => {
  const name = subjectName(record, to);
  return {
    ...(name !== undefined && { name }),
    facts: facts(
      narrowed(record, data),
      parts.map(({ occasion }) => occasion),
    ),
  };
};
