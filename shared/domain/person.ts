import * as z from 'zod';
import { brpDate } from './brp-date.ts';
import { isoDate } from './dates.ts';

/**
 * What the register says of one person, in the terms of the Logisch Ontwerp BRP (element numbers beside each field).
 * Field limits are those of the LO; nothing that no service may use (nationality, birthplace) is taken over at all.
 */
const name = { prefix: z.string().max(10).optional(), surname: z.string().max(200).optional() };

/** A group 83 that is open: the element or group under investigation, as the register codes it. */
const underInvestigation = z.string().max(6).optional();

/**
 * Who acts for a resident, as a file of representatives says: the register knows that there is a curator, not who.
 * `administrator` is a bewindvoerder, `guardian` a guardian or an institution that is one. From a day until another (exclusive).
 */
export const representative = z.object({
  kind: z.enum(['curator', 'administrator', 'guardian']),
  name: z.string().min(1).max(200),
  street: z.string().min(1).max(80),
  houseNumber: z.number().int().min(1).max(99_999),
  letter: z.string().max(1).optional(),
  addition: z.string().max(4).optional(),
  postcode: z.string().regex(/^[1-9]\d{3}[A-Z]{2}$/), // without space
  town: z.string().min(1).max(80),
  from: isoDate,
  until: isoDate.optional(),
});
export type Representative = z.infer<typeof representative>;

/** A new passport (PN) or identity card (NI) was asked for, handed out, or an appointment for it was made, on a day. */
export const application = z.object({
  kind: z.enum(['PN', 'NI']),
  event: z.enum(['requested', 'issued', 'appointment']),
  on: isoDate,
});
export type Application = z.infer<typeof application>;

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
  /** Resident ids of the parents (02.01.20 and 03.01.20): the register's order decides who is written to. */
  parents: z.object({ first: z.string().optional(), second: z.string().optional() }).default({}),
  /** Resident ids of the children (09.01.20): whose letters may depend on this record. */
  children: z.array(z.string()).default([]),
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
      underInvestigation, // 11.83.10 while 11.83.30 is empty
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
  /** Both from files of their own, never from the person list. */
  representatives: z.array(representative).default([]),
  applications: z.array(application).default([]),
});
export type ResidentRecord = z.infer<typeof residentRecord>;

/** What the person list itself says. */
export const listedRecord = residentRecord.omit({ representatives: true, applications: true });
export type ListedRecord = z.infer<typeof listedRecord>;
export type TravelDocument = ResidentRecord['documents'][number];
export type Residence = ResidentRecord['residence'];
