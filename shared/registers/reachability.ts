import * as z from 'zod';
import { isBsn } from '#shared/domain/bsn.ts';
import type { Row } from './read-rows.ts';
import { rejectsOf } from './rejects-of.ts';

const HEADER = ['bsn', 'email', 'services'];

/** What a resident declared: messages of these services may come to this address (Awb 2:8). No address: withdrawn. */
export const declared = z.object({
  bsn: z.string().refine(isBsn, 'fails the eleven-test'),
  email: z.union([z.literal(''), z.email().max(254)]),
  services: z.array(z.string().regex(/^[a-z0-9-]+$/, 'not the id of a service')),
});
export type Declared = z.infer<typeof declared>;

/** Why a header is not that of a reachability file; undefined when it is. */
export const whyNotReachability = (header: readonly string[]): string | undefined =>
  HEADER.every((name, index) => header[index] === name) && header.length === HEADER.length
    ? undefined
    : `the first line of a reachability file is ${HEADER.join(';')}`;

export const readDeclared = ({ line, fields: [bsn, email = '', services = ''] }: Row) => {
  const split = services.split(',').map((id) => id.trim());
  const parsed = declared.safeParse({ bsn, email: email.trim(), services: split.filter((id) => id !== '') });
  if (parsed.success) return { declared: parsed.data, rejects: [] };
  return { rejects: rejectsOf(parsed.error, ([field]) => ({ line, field: String(field ?? '') })) };
};
