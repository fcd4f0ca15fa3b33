import * as z from 'zod';

/** What files come of: person lists (whole or changes), and the kinds of single rows. */
export const register = z.enum([
  'persons',
  'reachability',
  'representatives',
  'document-events',
  'stops',
  'reading',
  'consents',
]);
export type Register = z.infer<typeof register>;

/** Something of each register, or of some. */
export const perRegister = <Of extends z.ZodType>(of: Of) =>
  z.object(
    Object.fromEntries(register.options.map((each) => [each, of.optional()])) as Record<Register, z.ZodOptional<Of>>,
  );
