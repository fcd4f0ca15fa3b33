import type { Relation, StageName } from './agenda.ts';
import type { CapExemption, CapPlace } from './cap.ts';
import type { ChannelReason, Declared } from './choose-channel.ts';
import type { IsoDate } from './dates.ts';

/**
 * Why a message goes, code by code; what a decision says beside these it says as its reason. A new code is a line here and in
 * `EVIDENCE_CODES`: whoever explains them does not compile until it is explained.
 */
export type EvidenceValues = {
  /** Its window was open: since this day. */
  readonly due: IsoDate;
  /** The stage that it follows was sent, and long enough ago. */
  readonly after: StageName;
  /** Whom it is addressed to, as seen from the resident it is about. */
  readonly to: Relation;
  /** Which of the addressee's messages in thirty days it is, `1of2`, or why it is not one of them. */
  readonly cap: CapPlace | CapExemption;
  /** Why this channel. */
  readonly by: ChannelReason;
  /** How and when the resident declared to be reachable so. */
  readonly declared: Declared;
  /** The hours of the day in which an e-mail or text may come. */
  readonly hours: '9-20' | '10-16';
  /** The person lists of those it is about, as they stood when it was written: the day of the oldest delivery they came with. */
  readonly brp: IsoDate;
};
export type EvidenceCode = keyof EvidenceValues;
export type Evidence = {
  readonly [code in EvidenceCode]: { readonly code: code; readonly value: EvidenceValues[code] };
}[EvidenceCode];

const codes = {
  due: true,
  after: true,
  to: true,
  cap: true,
  by: true,
  declared: true,
  hours: true,
  brp: true,
} as const satisfies Record<EvidenceCode, true>;
/** Every code, in the order in which they are told. */
export const EVIDENCE_CODES = Object.keys(codes) as readonly EvidenceCode[];

/**
 * What held for every message that was sent, so that no notice needs to say so: `judge` lets nothing go that fails one. The hash
 * of the service that the notice carries says which rule found it due.
 */
export const ALWAYS_HELD = ['not-blocked', 'within-its-window', 'not-stopped', 'nothing-for-a-person'] as const;

/** `due:20261101`: short, since a notice of over 1 KB costs two units to write, and letters about four papers come close. */
export const written = ({ code, value }: Evidence): string => `${code}:${isDate(code) ? compact(value) : value}`;

/** Reads what `written` wrote. Undefined for anything else, as what older versions wrote. */
export const readEvidence = (text: string): Evidence | undefined => {
  const [code, value] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  if (!isCode(code) || value === '') return undefined;
  if (!isDate(code)) return { code, value } as Evidence;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? [];
  return year === undefined ? undefined : ({ code, value: `${year}-${month}-${day}` } as Evidence);
};

/** What a decision said, with what the records said when the message was written; of an earlier try that no longer counts. */
export const withRecordsOf = (evidence: readonly string[], asOf: IsoDate): string[] => [
  ...evidence.filter((text) => readEvidence(text)?.code !== 'brp'),
  written({ code: 'brp', value: asOf }),
];

const isCode = (word: string): word is EvidenceCode => (EVIDENCE_CODES as readonly string[]).includes(word);
const isDate = (code: EvidenceCode): boolean => code === 'due' || code === 'brp';
const compact = (day: string): string => day.slice(0, 4) + day.slice(5, 7) + day.slice(8);
