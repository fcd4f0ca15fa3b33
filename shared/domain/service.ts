import type { Relation, StageName } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import type { Language } from './language.ts';
import type { Envelope } from './letter-kind.ts';
import type { MessageText } from './message.ts';
import type { ResidentRecord } from './person.ts';
import type { Register } from './register.ts';
import type { Sender } from './sender.ts';

export type Field = keyof ResidentRecord;

/** A person, not the machine, has to look at it: why. */
export type HandOverReason =
  | 'age-unknown'
  | 'authority-unknown'
  | 'no-parent-at-address'
  | 'guardian-unknown'
  | 'curator-unknown'
  | 'minor'
  | 'document-under-investigation'
  | 'date-incomplete'
  | 'address-under-investigation'
  | 'address-unwritable'
  | 'no-channel';

/** What a service is about, as far as it decides who may be told: papers of one's own, debts, or money that is awarded. */
export type Theme = 'travel-document' | 'arrears' | 'award';

/** Something that is due: for one occasion and stage, from a day (inclusive) until a day (exclusive). */
export type Due = {
  readonly occasion: string;
  readonly stage: StageName;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly handOver?: HandOverReason;
};

export type DueContext = {
  readonly municipality: string;
  /** Stages of the service that are off unless the settings name them. */
  readonly extraStages?: readonly StageName[];
};

/** A document as a message may name it: its kind and last day, never its number. */
export type DocumentFact = { readonly kind: 'PN' | 'NI'; readonly expiresOn: IsoDate };

export type MessageContext = {
  readonly sender: Sender;
  readonly today: IsoDate;
  readonly stage: StageName;
  /** Who reads it, as seen from whom it is about. */
  readonly to: Relation;
};

/** What a message may say about one resident: `name` only where somebody else reads it. */
export type SubjectFacts<Facts> = { readonly name?: string; readonly facts: Facts };

/** How many entries newly come due a day, at least and at most, while nothing is wrong. */
export type Band = { readonly least: number; readonly most: number };

/** Days after which what a register last delivered is too old to write to anybody by; a register that is not named may be any age. */
export type FreshnessDays = { readonly [register in Register]?: number | undefined };

type Wording<Facts, Words> = (subjects: readonly SubjectFacts<Facts>[], context: MessageContext) => Words;

/** The words of a service in another language, with how its messages begin and end: channels know that in Dutch only. */
export type Translation<Facts> = {
  readonly text: Wording<Facts, MessageText>;
  readonly sms: Wording<Facts, string>;
  readonly salutation: string;
  readonly closing: string;
};

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
  readonly theme: Theme;
  readonly purpose: string;
  readonly basis: readonly { readonly law: string; readonly article: string; readonly validFrom: IsoDate }[];
  /**
   * The law that obliges the municipality to tell this, where one does: then no objection keeps it from being told (AVG 21(1) is about
   * 6(1)(e) and (f) only, not about 6(1)(c)). The resident may still stop a channel, and it comes by another.
   */
  readonly statutory?: { readonly law: string; readonly article: string };
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
  /** One message about one resident, or about several whom the same addressee is told of (brothers and sisters). */
  readonly messages: {
    readonly nl: Wording<Facts, MessageText>;
    /** The text message: no name, no number of a document, no link; one part. It says whom to call. */
    readonly sms: Wording<Facts, string>;
  };
  /** The same in other languages, for who chose one of them. */
  readonly translations?: { readonly [language in Exclude<Language, 'nl'>]?: Translation<Facts> };
  /** Higher goes first when a cap or an allowance must choose. */
  readonly priority: number;
  /** Tells of a home, energy or water that is about to be lost: no cap may hold it back. */
  readonly crisis?: true;
  /** Notices a day, all channels together. */
  readonly allowance: number;
  /** Outside it the service halts itself before anybody is contacted; the settings scale it to the municipality. */
  readonly band?: Band;
  readonly freshnessDays?: FreshnessDays;
  readonly retentionDays: number;
};

/** Keeps the literal types of a service; the engine handles them all as `Service`. */
export const defineService = <const F extends Field, Facts>(service: Service<F, Facts>): Service =>
  service as unknown as Service;
