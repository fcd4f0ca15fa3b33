import * as z from 'zod';
import { bsn } from './bsn.ts';
import { rowKind } from './row-kind.ts';

const split = (services: string): string[] =>
  services
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

/** What a resident declared: messages of these services may come to this address (Awb 2:8). No address: withdrawn. */
const declared = z.object({
  bsn,
  email: z.union([z.literal(''), z.email().max(254)]),
  services: z
    .string()
    .transform(split)
    .pipe(z.array(z.string().regex(/^[a-z0-9-]+$/, 'not the id of a service'))),
});
export type Declared = z.infer<typeof declared>;

export const reachability = rowKind(['bsn', 'email', 'services'], () => declared);
