import type { StageName } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import type { Envelope } from './letter-kind.ts';
import type { MessageText } from './message.ts';
import type { ResidentRecord } from './person.ts';
import type { Sender } from './sender.ts';

export type Field = keyof ResidentRecord;

/** A person, not the machine, has to look at it: why. */
export type HandOverReason =
  | 'under-16'
  | 'age-unknown'
  | 'curatele'
  | 'document-under-investigation'
  | 'address-under-investigation'
  | 'address-unwritable'
  | 'no-channel';

/** Something that is due: for one occasion and stage, from a day (inclusive) until a day (exclusive). */
export type Due = {
  readonly occasion: string;
  readonly stage: StageName;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly handOver?: HandOverReason;
};

export type DueContext = { readonly municipality: string };

/** A document as a message may name it: its kind and last day, never its number. */
export type DocumentFact = { readonly kind: 'PN' | 'NI'; readonly expiresOn: IsoDate };

export type MessageContext = { readonly sender: Sender; readonly today: IsoDate; readonly stage: StageName };

/** A stage that goes only so many days after another one was sent. */
export type Following = { readonly stage: StageName; readonly afterDays: number };

/**
 * Something a municipality does proactively. `due` sees only the fields that `data` declares, so a field that is not
 * declared does not compile; nationality and birthplace are no fields at all.
 */
export type Service<F extends Field = Field, Facts = unknown> = {
  readonly id: string;
  readonly kind: 'inform' | 'invite' | 'award' | 'confirm';
  readonly complexity: 'single' | 'chain';
  readonly scope: 'resident';
  readonly purpose: string;
  readonly basis: readonly { readonly law: string; readonly article: string; readonly validFrom: IsoDate }[];
  readonly data: readonly F[];
  /** Every window there is, past ones too: what merely passed is not withdrawn. */
  readonly due: (record: Pick<ResidentRecord, F>, context: DueContext) => readonly Due[];
  /** Which stages follow another one. */
  readonly follows?: { readonly [stage in StageName]?: Following };
  /** What its letters go in: behind a window, unless it says otherwise. */
  readonly envelope?: Envelope;
  /** Entries of one addressee whose windows open within this many days of each other make one message. */
  readonly mergeWithinDays?: number;
  /** What the message of these occasions may say; documents are listed beside it for the archive. */
  readonly facts: (record: Pick<ResidentRecord, F>, occasions: readonly string[]) => Facts;
  readonly documents: (facts: Facts) => readonly DocumentFact[];
  readonly messages: { readonly nl: (facts: Facts, context: MessageContext) => MessageText };
  /** Higher goes first when a cap or an allowance must choose. */
  readonly priority: number;
  /** Notices a day, all channels together. */
  readonly allowance: number;
  readonly retentionDays: number;
};

/** Keeps the literal types of a service; the engine handles them all as `Service`. */
export const defineService = <const F extends Field, Facts>(service: Service<F, Facts>): Service =>
  service as unknown as Service;
