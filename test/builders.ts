import { type Agenda, agenda, type Entry, entry } from '#shared/domain/agenda.ts';
import { type Consent, consent } from '#shared/domain/consents.ts';
import type { Instant, IsoDate } from '#shared/domain/dates.ts';
import { type Declaration, declaration } from '#shared/domain/declaration.ts';
import { type Notice, notice } from '#shared/domain/notice.ts';
import { type Representative, type ResidentRecord, representative, residentRecord } from '#shared/domain/person.ts';
import { type Stop, stop } from '#shared/domain/stop.ts';
import { type WorkItem, workItem } from '#shared/domain/work-item.ts';
import { trailTo } from './trail-to.ts';

/** Builders go through the schemas, so a test cannot speak of something that cannot exist. */
export const anEntry = (over: Partial<Entry> = {}): Entry =>
  entry.parse({
    service: 'travel-document-expiry',
    about: 'resident-a',
    occasion: 'PN-one',
    stage: 'notice',
    from: '2026-11-01',
    until: '2026-12-01',
    state: 'open',
    ...over,
  });

export const anAgenda = (over: Partial<Agenda> = {}): Agenda =>
  agenda.parse({
    addresseeId: 'resident-a',
    v: 3,
    nextOn: '2026-11-01',
    reviewOn: '2027-06-01',
    entries: [anEntry()],
    stops: [],
    suppressed: {},
    sent: [],
    ...over,
  });

export const aNotice = (over: Partial<Notice> = {}): Notice =>
  notice.parse({
    noticeId: 'resident-a#travel-document-expiry#PN-one#notice',
    state: 'QUEUED',
    attempt: 0,
    addresseeId: 'resident-a',
    channel: 'email',
    decidedOn: 3,
    expires: '2026-12-01',
    serviceHash: 'whole',
    evidence: [],
    parts: ['resident-a#travel-document-expiry#PN-one#notice'],
    at: '2026-11-24T09:05:00.000Z',
    ttl: 1_900_000_000,
    ...over,
    trail: over.trail ?? trailTo(over),
  });

/** A hand-over that nobody has taken yet. */
export const aWorkItem = (over: Partial<Record<string, unknown>> = {}): WorkItem =>
  workItem.parse({
    id: '0123456789abcdef',
    state: 'open',
    kind: 'handed-over',
    subject: 'resident-a#travel-document-expiry#PN-one#notice',
    time: '3-0',
    addresseeId: 'resident-a',
    reason: 'no-channel',
    due: '2026-12-01',
    at: '2026-11-24T09:20:00.000Z',
    ...over,
  });

export const aDeclaration = (over: Partial<Declaration> = {}): Declaration =>
  declaration.parse({
    service: 'travel-document-expiry',
    channel: 'email',
    ...(over.withdrawn === undefined && { address: 'anna@example.org' }),
    how: 'form',
    on: '2026-09-01',
    asOf: '2026-09-02',
    ...over,
  });

/** Where messages of a service may come, as declared in September. */
export const declaredAt = (
  { email, sms }: { readonly email?: string; readonly sms?: string },
  service = 'travel-document-expiry',
): Declaration[] => [
  ...(email === undefined ? [] : [aDeclaration({ service, address: email })]),
  ...(sms === undefined ? [] : [aDeclaration({ service, channel: 'sms', address: sms })]),
];

/** A consent to tell the energy company about arrears, since March. */
export const aConsent = (over: Partial<Consent> = {}): Consent =>
  consent.parse({
    party: 'energiebedrijf',
    purpose: 'vroegsignalering',
    how: 'desk',
    given: '2026-03-01',
    asOf: '2026-03-02',
    ...over,
  });

/** Stops by their names, as said in October. */
export const stoppedAs = (...names: readonly string[]): Stop[] =>
  names.map((name) => stop.parse({ name, on: '2026-10-01' }));

type Pieces = { readonly [field in keyof ResidentRecord]?: Partial<ResidentRecord[field]> };

/** A curator, since 2020. */
export const aRepresentative = (over: Partial<Representative> = {}): Representative =>
  representative.parse({
    kind: 'curator',
    name: 'Stichting Bescherming Voorbeeldstad',
    street: 'Kantoorplein',
    houseNumber: 8,
    postcode: '9902CC',
    town: 'Voorbeeldstad',
    from: '2020-01-01',
    ...over,
  });

/** An adult in Voorbeeldstad (9901) with one passport that expires on 2027-02-10. */
export const aRecord = ({
  documents,
  death,
  partner,
  representatives,
  children,
  applications,
  ...over
}: Pieces = {}): ResidentRecord =>
  residentRecord.parse({
    person: { given: 'Anna', surname: 'Bakker', birthDate: '19800101', sex: 'V', nameUse: 'E', ...over.person },
    registration: { secrecy: 0, ...over.registration },
    residence: {
      municipality: '9901',
      function: 'W',
      street: 'Zonnebloemlaan',
      houseNumber: 12,
      postcode: '9901AA',
      town: 'Voorbeeldstad',
      ...over.residence,
    },
    ...(over.authority && { authority: { curatele: false, ...over.authority } }),
    ...(over.parents && { parents: over.parents }),
    ...(children && { children }),
    ...(death && { death }),
    ...(partner && { partner }),
    documents: documents ?? [{ kind: 'PN', ref: 'one', expiresOn: '20270210' }],
    representatives,
    applications,
  });

export const on = (day: string): IsoDate => day as IsoDate;
export const at = (time: string): Instant => time as Instant;
