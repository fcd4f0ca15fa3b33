import { fullDate } from '#shared/domain/brp-date.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { type DocumentFact, defineService } from '#shared/domain/service.ts';
import { messagesNl } from './messages.nl.ts';
import { smsNl } from './messages.sms.nl.ts';
import { AFTER_NOTICE_DAYS, type Holder, occasionOf, stagesOf } from './stages.ts';

/**
 * A Dutch passport or identity card is about to expire: one notice for each document, between 90 and 60 days before (from 120
 * for a last day in summer), and one reminder between 30 and 14 days before, if the notice was sent at least three weeks ago.
 * Where the settings name the stage `expired`, one more from two weeks after, to who has no other document.
 */
export const travelDocumentExpiry = defineService({
  id: 'travel-document-expiry',
  kind: 'inform',
  complexity: 'single',
  scope: 'resident',
  theme: 'travel-document',
  purpose: 'Inwoners op tijd laten weten dat hun paspoort of identiteitskaart verloopt.',
  basis: [{ law: 'AVG', article: '6(1)(e)', validFrom: '2018-05-25' as IsoDate }],
  data: ['person', 'documents', 'applications', 'registration', 'residence', 'death'],
  due: (record, { municipality, extraStages = [] }) =>
    isRegisteredIn(record, municipality)
      ? record.documents.flatMap((document) => stagesOf(document, record, extraStages))
      : [],
  follows: { reminder: { stage: 'notice', afterDays: AFTER_NOTICE_DAYS } },
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
  // Of a thousand residents at most one or two documents a day come within reach, and half as many reminders: a hundred thousand.
  band: { least: 0, most: 300 },
  freshnessDays: { persons: 7 },
  retentionDays: 365,
});

const isRegisteredIn = ({ registration, residence, death }: Holder, municipality: string): boolean =>
  residence.municipality === municipality && !registration.suspension && !death;
