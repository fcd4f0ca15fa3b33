import type { StageName } from '#shared/domain/agenda.ts';
import { earliest, fullDate, hasAge, latest } from '#shared/domain/brp-date.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { ResidentRecord, TravelDocument } from '#shared/domain/person.ts';
import type { Due, HandOverReason } from '#shared/domain/service.ts';

export type Holder = Pick<
  ResidentRecord,
  'person' | 'documents' | 'applications' | 'registration' | 'residence' | 'death'
>;

const KINDS = ['PN', 'NI'];

/** Days before the last day: a stage opens `opens` days before it and is over `ends` days before it; negative is after. */
const NOTICE = { opens: 90, ends: 60 };
const REMINDER = { opens: 30, ends: 14 };
const EXPIRED = { opens: -14, ends: -28 };
export const AFTER_NOTICE_DAYS = 21;

/**
 * For a last day in June, July or August the notice opens a month earlier, since desks are full before the holidays. Ours: no
 * source gives the lead time of any municipality.
 */
const SUMMER = { months: ['06', '07', '08'], opens: 120 };

/** An application of the last year of a document is for the one that comes after it. */
const REPLACES_WITHIN_DAYS = 365;

/** From this age everybody must be able to show who they are: Wet op de identificatieplicht, article 2. */
const IDENTIFICATION_AGE = 14;

/** The document itself, by kind and HMAC of its number: its date may be corrected, its number not. */
export const occasionOf = ({ kind, ref }: TravelDocument): string => `${kind}-${ref}`;

/** Every window of a document; none for one that is withdrawn, renewed, or being replaced. */
export const stagesOf = (document: TravelDocument, holder: Holder, extraStages: readonly StageName[]): Due[] => {
  if (!KINDS.includes(document.kind) || document.withdrawn || isReplaced(document, holder)) return [];
  const expiresOn = fullDate(document.expiresOn);
  if (!expiresOn) return [dateIncomplete(document)];
  const window = (stage: StageName, { opens, ends }: { opens: number; ends: number }, doubt?: HandOverReason): Due => {
    const handOver = document.underInvestigation ? 'document-under-investigation' : doubt;
    return {
      occasion: occasionOf(document),
      stage,
      from: addDays(expiresOn, -opens),
      until: addDays(expiresOn, -ends),
      ...(handOver && { handOver }),
    };
  };
  const isSummer = SUMMER.months.includes(expiresOn.slice(5, 7));
  const without = extraStages.includes('expired') && isWithout(document, holder, addDays(expiresOn, -EXPIRED.opens));
  return [
    window('notice', isSummer ? { ...NOTICE, opens: SUMMER.opens } : NOTICE),
    window('reminder', REMINDER),
    ...(without === false ? [] : [window('expired', EXPIRED, without === true ? undefined : without)]),
  ];
};

const isReplaced = (document: TravelDocument, { documents, applications }: Holder): boolean => {
  const since = addDays(earliest(document.expiresOn) as IsoDate, -REPLACES_WITHIN_DAYS);
  return (
    documents.some((other) => isNewer(other, document)) ||
    applications.some(({ kind, on }) => kind === document.kind && on >= since)
  );
};

const isNewer = (other: TravelDocument, { kind, expiresOn }: TravelDocument): boolean =>
  other.kind === kind && !other.withdrawn && (earliest(other.expiresOn) as IsoDate) > (latest(expiresOn) as IsoDate);

/** Whether the holder, old enough to need one, has no document that is valid on `day`; where that is not known, why. */
const isWithout = (document: TravelDocument, { person, documents }: Holder, day: IsoDate): boolean | HandOverReason => {
  const others = documents.filter((other) => other !== document && !other.withdrawn);
  const isOldEnough = hasAge(person.birthDate, IDENTIFICATION_AGE, day);
  if (isOldEnough === false || others.some(({ expiresOn }) => (earliest(expiresOn) as IsoDate) >= day)) return false;
  if (isOldEnough === 'unknown') return 'age-unknown';
  return others.some(({ expiresOn }) => (latest(expiresOn) as IsoDate) >= day) ? 'date-incomplete' : true;
};

/**
 * A last day of which a part is not known is never guessed: a person looks it up, from 90 days before the first day it may be
 * until 60 before the last. That is a matter of its own, so that the notice can still come when the date is known.
 */
const dateIncomplete = (document: TravelDocument): Due => ({
  occasion: `${occasionOf(document)}-date`,
  stage: 'notice',
  ...(document.expiresOn === '00000000' ? ANY_TIME : incompleteWindow(document.expiresOn)),
  handOver: 'date-incomplete',
});

/** Nothing is known: any day will do, within what a calendar and a database can count with. */
const ANY_TIME = { from: '2000-01-01' as IsoDate, until: '2100-01-01' as IsoDate };

const incompleteWindow = (expiresOn: string) => ({
  from: addDays(earliest(expiresOn) as IsoDate, -NOTICE.opens),
  until: addDays(latest(expiresOn) as IsoDate, -NOTICE.ends),
});
