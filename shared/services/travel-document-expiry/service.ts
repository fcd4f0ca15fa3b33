import type { StageName } from '#shared/domain/agenda.ts';
import { earliest, fullDate } from '#shared/domain/brp-date.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { ResidentRecord, TravelDocument } from '#shared/domain/person.ts';
import { type DocumentFact, type Due, defineService } from '#shared/domain/service.ts';
import { messagesNl } from './messages.nl.ts';
import { smsNl } from './messages.sms.nl.ts';

const KINDS = ['PN', 'NI'];
const OPENS_DAYS_BEFORE = 90;
const ENDS_DAYS_BEFORE = 60;
const REMINDER = { opens: 30, ends: 14, afterDays: 21 };

/**
 * A Dutch passport or identity card is about to expire: one notice for each document, between 90 and 60 days before, and one
 * reminder between 30 and 14 days before, if the notice was sent at least three weeks ago.
 */
export const travelDocumentExpiry = defineService({
  id: 'travel-document-expiry',
  kind: 'inform',
  complexity: 'single',
  scope: 'resident',
  purpose: 'Inwoners op tijd laten weten dat hun paspoort of identiteitskaart verloopt.',
  basis: [{ law: 'AVG', article: '6(1)(e)', validFrom: '2018-05-25' as IsoDate }],
  data: ['documents', 'registration', 'residence', 'death'],
  due: (record, { municipality }) =>
    isRegisteredIn(record, municipality) ? record.documents.flatMap((document) => stagesOf(document, record)) : [],
  follows: { reminder: { stage: 'notice', afterDays: REMINDER.afterDays } },
  mergeWithinDays: 60,
  facts: ({ documents }, occasions) => ({
    documents: documents
      .filter((document) => occasions.includes(occasionOf(document)))
      .map(
        ({ kind, expiresOn }): DocumentFact => ({
          kind: kind as 'PN' | 'NI',
          expiresOn: fullDate(expiresOn) as IsoDate,
        }),
      )
      .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1)),
  }),
  documents: ({ documents }) => documents,
  messages: { nl: messagesNl, sms: smsNl },
  priority: 10,
  allowance: 2_000,
  retentionDays: 365,
});

type Holder = Pick<ResidentRecord, 'documents' | 'registration' | 'residence' | 'death'>;

const isRegisteredIn = ({ registration, residence, death }: Holder, municipality: string): boolean =>
  residence.municipality === municipality && !registration.suspension && !death;

/** The document itself, by kind and HMAC of its number: its date may be corrected, its number not. */
const occasionOf = ({ kind, ref }: TravelDocument): string => `${kind}-${ref}`;

const stagesOf = (document: TravelDocument, { documents }: Holder): Due[] => {
  const expiresOn = fullDate(document.expiresOn);
  if (!expiresOn || !KINDS.includes(document.kind) || document.withdrawn) return [];
  if (documents.some((other) => isNewer(other, document.kind, expiresOn))) return [];
  const window = (stage: StageName, opens: number, ends: number): Due => ({
    occasion: occasionOf(document),
    stage,
    from: addDays(expiresOn, -opens),
    until: addDays(expiresOn, -ends),
    ...(document.underInvestigation && { handOver: 'document-under-investigation' as const }),
  });
  return [window('notice', OPENS_DAYS_BEFORE, ENDS_DAYS_BEFORE), window('reminder', REMINDER.opens, REMINDER.ends)];
};

const isNewer = (other: TravelDocument, kind: string, expiresOn: IsoDate): boolean =>
  other.kind === kind && (earliest(other.expiresOn) as IsoDate) > expiresOn;
