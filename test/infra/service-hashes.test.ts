import { describe, expect, it } from 'vitest';
import { authorOf, serviceHashes } from '#infra/service-hashes.ts';
import { settings } from '#infra/settings.ts';
import { servicesOn } from '#shared/aws/services-on.ts';

const ID = 'travel-document-expiry';
const hashes = (over: Partial<Parameters<typeof serviceHashes>[0]> = {}) =>
  serviceHashes({ services: [ID], municipality: settings.local.municipality, ...over })[ID];

describe('the hashes of a service', () => {
  it('are others when a stage is switched on, so that every agenda is evaluated anew', () => {
    const [off, on] = [hashes(), hashes({ extraStages: { [ID]: ['expired'] } })];
    expect(on?.extraStages).toEqual(['expired']);
    expect(off).not.toHaveProperty('extraStages');
    expect([on?.rule, on?.whole]).not.toContain(off?.rule);
    expect(on?.whole).not.toBe(off?.whole);
    expect(servicesOn.parse({ [ID]: on })).toEqual({ [ID]: on });
  });
  it('are others for another municipality', () => {
    expect(hashes({ municipality: { code: '0363', name: 'Amsterdam' } })?.rule).not.toBe(hashes()?.rule);
  });
  it('do not exist for a service that does not', () => {
    for (const over of [{ services: ['no-such'] }, { extraStages: { 'no-such': ['expired' as const] } }])
      expect(() => hashes(over)).toThrow('no-such');
  });
  it('say nothing of who wrote it: that is for who has it approved', () => {
    expect(authorOf(ID, settings.acceptance)).toBe('bouwer@voorbeeldstad.example');
    expect(JSON.stringify(hashes())).not.toContain('@');
  });
});
