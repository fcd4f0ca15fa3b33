import * as z from 'zod';
import { type Consent, consent } from '#shared/domain/consents.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { bsn } from './bsn.ts';
import { dayUntil, dayUntilOrNone } from './date-columns.ts';
import { rowHeaders } from './row-headers.ts';
import { rowKind } from './row-kind.ts';

/** A party may be told about a resident for one purpose since a day, or no longer since another. */
export type RowOfConsent = Omit<Consent, 'asOf'> & { readonly bsn: string };

const { party, purpose, how } = consent.shape;

const given = (asOf: IsoDate) =>
  z
    .object({ bsn, party, purpose, how, given: dayUntil(asOf), withdrawn: dayUntilOrNone(asOf) })
    .refine(({ given, withdrawn = given }) => withdrawn >= given, { path: ['withdrawn'], error: 'before "given"' })
    .transform(({ withdrawn, ...rest }) => ({ ...rest, ...(withdrawn && { withdrawn }) }));

export const consents = rowKind<RowOfConsent>(rowHeaders.consents, (_, asOf) => given(asOf));
