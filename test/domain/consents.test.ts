import { describe, expect, it } from 'vitest';
import { type Consent, mayShareWith, withConsent } from '#shared/domain/consents.ts';
import { aConsent, aRecord, on } from '#test/builders.ts';

const today = on('2026-11-24');
const said = (...rows: readonly Consent[]): readonly Consent[] => rows.reduce<readonly Consent[]>(withConsent, []);
const may = (consents: readonly Consent[], party = 'energiebedrijf', purpose = 'vroegsignalering', secrecy = 0) =>
  mayShareWith({ consents, record: aRecord({ registration: { secrecy } }) }, party, purpose, today);
const given = (day: string, asOf = day) => aConsent({ given: on(day), asOf: on(asOf) });
const withdrawn = (day: string) => aConsent({ withdrawn: on(day), asOf: on(day) });

describe('a consent to tell a third party', () => {
  it('is for one party and one purpose', () => {
    const consents = said(given('2026-03-01'), aConsent({ party: 'woningcorporatie', purpose: 'huisbezoek' }));
    expect(may(consents)).toBe(true);
    expect(may(consents, 'woningcorporatie')).toBe(false);
    expect(may(consents, 'energiebedrijf', 'huisbezoek')).toBe(false);
    expect(may([])).toBe(false);
  });

  it('is from its day on', () => {
    expect([may([given('2026-11-24')]), may([given('2026-11-25')])]).toEqual([true, false]);
  });

  it('goes by the latest day, whatever file comes last, and of one day by its withdrawal', () => {
    const [first, no, again] = [given('2026-03-01'), withdrawn('2026-06-01'), given('2026-09-01')];
    expect([may(said(first, no)), may(said(no, first))]).toEqual([false, false]);
    expect([may(said(first, no, again)), may(said(again, no, first))]).toEqual([true, true]);
    expect([may(said(given('2026-06-01'), no)), may(said(no, given('2026-06-01')))]).toEqual([false, false]);
  });

  it('is no news when a later delivery says it again', () => {
    const known = said(given('2026-03-01'));
    expect(withConsent(known, given('2026-03-01', '2026-11-24'))).toBe(known);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('does not go before secrecy %i in the register: a person decides', (secrecy) => {
    expect(may([given('2026-03-01')], 'energiebedrijf', 'vroegsignalering', secrecy)).toBe(false);
  });

  it('says nothing of somebody whose record cannot be relied on', () => {
    expect(mayShareWith({ consents: [given('2026-03-01')] }, 'energiebedrijf', 'vroegsignalering', today)).toBe(false);
    expect(mayShareWith({ record: aRecord() }, 'energiebedrijf', 'vroegsignalering', today)).toBe(false);
  });
});
