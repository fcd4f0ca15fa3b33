import * as z from 'zod';
import { envelope } from '#shared/domain/letter-kind.ts';

/** What the print house gets beside the letters: how many, how many pages, what each file must be, and what it goes in. */
export const manifest = z.object({
  batch: z.string(),
  count: z.number().int(),
  pages: z.number().int(),
  letters: z.array(
    z.object({
      letterId: z.string(),
      file: z.string(),
      pages: z.number().int(),
      sha256: z.string().length(64),
      /** Manifests from before there were others know windows only. */
      envelope: envelope.default('window'),
    }),
  ),
});
export type Manifest = z.infer<typeof manifest>;
