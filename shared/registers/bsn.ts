import * as z from 'zod';
import { isBsn } from '#shared/domain/bsn.ts';

/** A BSN in a column of a file. */
export const bsn = z.string().refine(isBsn, 'fails the eleven-test');
