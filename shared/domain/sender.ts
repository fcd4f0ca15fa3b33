import * as z from 'zod';

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
  signatory: z.string(),
});
export type Sender = z.infer<typeof sender>;
