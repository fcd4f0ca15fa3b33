import * as z from 'zod';

/** What the print house gets beside the letters: how many, how many pages, and what each file must be. */
export const manifest = z.object({
  batch: z.string(),
  count: z.number().int(),
  pages: z.number().int(),
  letters: z.array(
    z.object({ letterId: z.string(), file: z.string(), pages: z.number().int(), sha256: z.string().length(64) }),
  ),
});
export type Manifest = z.infer<typeof manifest>;
