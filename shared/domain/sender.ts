import * as z from 'zod';
import { contrastWithWhite } from './contrast.ts';

/** Path data as SVG has it, kept short: all variables of a function together are at most 4 KB (AWS Lambda quotas). */
const pathData = z
  .string()
  .regex(/^[MmLlHhVvCcSsQqTtAaZz0-9.,\s-]+$/)
  .max(1_000);

/** Something drawn in one colour, in a box of this width and height with its origin at the top left. */
export const drawing = z.object({
  path: pathData,
  width: z.number().positive(),
  height: z.number().positive(),
  /** Drawn as a line of this width; without it the path is filled. */
  line: z.number().positive().optional(),
});
export type Drawing = z.infer<typeof drawing>;

/** A colour for names and headings; dark enough to be read on white (WCAG 2.2, 1.4.3: 4.5 to 1). */
const accent = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/)
  .refine((colour) => contrastWithWhite(colour) >= 4.5, 'too light to be read on white paper');

/** Who sends: the municipality as the stage's settings describe it. Phone numbers are printed as they are written here. */
export const sender = z.object({
  municipality: z.string(), // 'Gemeente Voorbeeldstad'
  /** The municipality's name as it stands in an address that the register leaves without a town. */
  place: z.string(),
  department: z.string(),
  /** A team or person to ask for. */
  contact: z.string(),
  phone: z.string(),
  hours: z.string(),
  desk: z.string(),
  website: z.string(), // plain domain, as printed
  emailFrom: z.string(),
  /** Mail here stops this kind of message. */
  emailStop: z.string(),
  privacyOfficer: z.string(), // how to reach the FG
  /** One line, printed small above the address. */
  returnAddress: z.string(),
  /** Who signs, and as what. */
  signatory: z.string(),
  signatoryRole: z.string(),
  /** The signature as a drawing; without it there is room for none. */
  signature: drawing.optional(),
  /** Before the municipality's name on paper; `alt` is read out instead. */
  logo: drawing.extend({ alt: z.string() }).optional(),
  accent: accent.optional(),
});
export type Sender = z.infer<typeof sender>;
