import * as z from 'zod';
import { type IsoDate, isoDate } from './dates.ts';
import { withLatest } from './latest.ts';
import { saidHow } from './said-how.ts';

const code = z.string().regex(/^[a-z0-9-]{1,60}$/, 'not lower case letters, digits and hyphens');

/** A resident lets us tell a party about them, for one purpose: how and when they said so, and when they took it back. */
export const consent = z.object({
  party: code,
  purpose: code,
  how: saidHow,
  given: isoDate,
  withdrawn: isoDate.optional(),
  /** Day of the delivery that first said so. */
  asOf: isoDate,
});
export type Consent = z.infer<typeof consent>;

/** The consents after a file said something of one party and purpose. Of one day the withdrawal counts. */
export const withConsent = (consents: readonly Consent[], fresh: Consent): readonly Consent[] =>
  withLatest(consents, fresh, {
    isSame: (a, b) => a.party === b.party && a.purpose === b.purpose,
    said: ({ given, withdrawn, asOf }) => ({ day: withdrawn ?? given, isNo: withdrawn !== undefined, asOf }),
    tells: ({ how, given, withdrawn }) => [how, given, withdrawn],
  });

/** What is known of a resident that decides whom we may tell about them. */
export type Shareable = {
  readonly consents?: readonly Consent[] | undefined;
  readonly record?: { readonly registration: { readonly secrecy: number } } | undefined;
};

/**
 * Whether a party may be told about a resident for a purpose on a day. It takes a consent that stands for just these two; nobody may be told of
 * whoever asked the register for secrecy (07.70.10, Wet BRP 3.21), or of whom no record can be relied on: there a person decides.
 */
export const mayShareWith = (
  { consents = [], record }: Shareable,
  party: string,
  purpose: string,
  today: IsoDate,
): boolean =>
  record?.registration.secrecy === 0 &&
  consents.some(
    (each) => each.party === party && each.purpose === purpose && each.given <= today && each.withdrawn === undefined,
  );
