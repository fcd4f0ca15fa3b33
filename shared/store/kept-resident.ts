import * as z from 'zod';
import { type Consent, consent } from '#shared/domain/consents.ts';
import { isoDate } from '#shared/domain/dates.ts';
import { type DocumentEvent, documentEvent, standing } from '#shared/domain/document-events.ts';
import { type ListedRecord, listedRecord, type ResidentRecord } from '#shared/domain/person.ts';
import { representativesIn, type SaidRepresentative, saidRepresentative } from '#shared/domain/representatives.ts';

const kept = z.object({
  residentId: z.string(),
  /** HMAC of the A-number: tells two person lists apart that claim one BSN. */
  listId: z.string(),
  /** SHA-256 of the record: what is the same is not written again. */
  hash: z.string(),
  /** Date of the delivery that the record came with. */
  asOf: isoDate,
  /** Absent while two lists claim the BSN: it identifies nobody then. */
  record: listedRecord.optional(),
  /** The BSN under AES-256-GCM; read by export and award alone. */
  bsn: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
  contested: z.array(z.string()).optional(),
  /** Not in the last full delivery. */
  missing: z.boolean().optional(),
  /** Agendas that may hold entries about this resident. */
  agendas: z.array(z.string()),
  dirty: z.boolean().optional(),
  /** What files of their own said; a renewed person list leaves them as they are. */
  representatives: z.array(saidRepresentative).readonly().optional(),
  events: z.array(documentEvent).readonly().optional(),
  consents: z.array(consent).readonly().optional(),
  /** How often the resident was written since the first record. */
  revision: z.number().int().optional(),
});
type Kept = z.infer<typeof kept>;

/** A resident as everybody else sees it: one record, whichever files it came from. */
export type Resident = Omit<Kept, 'record'> & { readonly record?: ResidentRecord };

/** What files of their own say of a resident. */
export type Amendable = {
  readonly representatives: readonly SaidRepresentative[];
  readonly events: readonly DocumentEvent[];
  readonly consents: readonly Consent[];
};

/** What of a record a person list may write. */
export const listedIn = ({ representatives: _r, applications: _a, ...listed }: ResidentRecord): ListedRecord => listed;

/** A stored item with its record put together. Throws when it is none. */
export const handedOut = (item: unknown): Resident => {
  const { record, ...rest } = kept.parse(item);
  if (!record) return rest;
  const { representatives = [], events = [] } = rest;
  return {
    ...rest,
    record: { ...record, representatives: representativesIn(representatives), applications: standing(events) },
  };
};

/** The same taken apart again. */
export const toKeep = ({ record, ...rest }: Resident): Kept => {
  if (!record) return rest;
  const { representatives, applications } = record;
  return {
    ...(representatives.length > 0 && {
      representatives: representatives.map((is) => ({ kind: is.kind, asOf: rest.asOf, is })),
    }),
    ...(applications.length > 0 && { events: applications }),
    ...rest,
    record: listedIn(record),
  };
};
