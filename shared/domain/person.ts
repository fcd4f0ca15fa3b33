import * as z from 'zod';
import { brpDate } from './brp-date.ts';

/**
 * What the register says of one person, in the terms of the Logisch Ontwerp BRP (element numbers beside each field).
 * Field limits are those of the LO; nothing that no service may use (nationality, birthplace) is taken over at all.
 */
const name = { prefix: z.string().max(10).optional(), surname: z.string().max(200).optional() };

/** A group 83 that is open: the element or group under investigation, as the register codes it. */
const underInvestigation = z.string().max(6).optional();

export const residentRecord = z.object({
  person: z.object({
    /** 01.02.10, 01.02.20 (title or predicate code), 01.02.30, 01.02.40 */
    given: z.string().max(200).optional(),
    title: z.string().max(2).optional(),
    ...name,
    birthDate: brpDate, // 01.03.10
    sex: z.enum(['M', 'V', 'O']), // 01.04.10
    nameUse: z.enum(['E', 'P', 'V', 'N']), // 01.61.10: own, partner, partner-own, own-partner
    underInvestigation, // 01.83.10 while 01.83.30 is empty
  }),
  /** The most recent partner (05), for name use only. */
  partner: z.object(name).optional(),
  death: z.object({ date: brpDate }).optional(), // 06.08.10
  registration: z.object({
    suspension: z.enum(['E', 'O', 'R', 'M', 'F', 'W']).optional(), // 07.67.20
    secrecy: z.number().int().min(0).max(7), // 07.70.10
  }),
  residence: z.object({
    municipality: z
      .string()
      .regex(/^\d{4}$/, 'not four digits')
      .optional(), // 08.09.10
    function: z.enum(['W', 'B']).optional(), // 08.10.10
    street: z.string().max(80).optional(), // 08.11.10, at most 24
    officialName: z.string().max(80).optional(), // 08.11.15
    houseNumber: z.number().int().min(1).max(99_999).optional(), // 08.11.20
    letter: z.string().max(1).optional(), // 08.11.30
    addition: z.string().max(4).optional(), // 08.11.40
    designation: z.enum(['by', 'to']).optional(), // 08.11.50
    postcode: z
      .string()
      .regex(/^[1-9]\d{3}[A-Z]{2}$/, 'not a postcode, as 1234AB')
      .optional(), // 08.11.60, without space
    town: z.string().max(80).optional(), // 08.11.70
    location: z.string().max(35).optional(), // 08.12.10
    abroad: z.object({ country: z.string(), lines: z.array(z.string().max(50)).max(3) }).optional(), // 08.13.10, .30–.50
    underInvestigation, // 08.83.10 while 08.83.30 is empty
  }),
  authority: z
    .object({
      overMinor: z.string().max(3).optional(), // 11.32.10, as coded
      curatele: z.boolean(), // 11.33.10 = 1
    })
    .optional(),
  documents: z.array(
    z.object({
      kind: z.string().max(2), // 12.35.10: PN passport, NI identity card, …
      /** HMAC of 12.35.20, 22 characters: tells documents apart without keeping the number. */
      ref: z.string(),
      expiresOn: brpDate, // 12.35.50
      withdrawn: z.object({ on: brpDate.optional(), reason: z.string().max(1).optional() }).optional(), // 12.35.60, .70
      underInvestigation, // 12.83.10 while 12.83.30 is empty
    }),
  ),
});
export type ResidentRecord = z.infer<typeof residentRecord>;
export type TravelDocument = ResidentRecord['documents'][number];
export type Residence = ResidentRecord['residence'];
