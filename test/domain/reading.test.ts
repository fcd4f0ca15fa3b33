import { describe, expect, it } from 'vitest';
import { language } from '#shared/domain/language.ts';
import { type Reading, reading, withReading } from '#shared/domain/reading.ts';

const asked = (on: string, over: object = {}, asOf = on): Reading => reading.parse({ on, asOf, ...over });

describe('how a resident asked to be written to', () => {
  it('goes by the latest day, then by the latest delivery, and as a whole', () => {
    const [large, frisian] = [asked('2026-01-01', { format: 'large-print' }), asked('2026-02-01', { language: 'fy' })];
    expect(withReading(large, frisian)).toBe(frisian);
    expect(withReading(frisian, large)).toBe(frisian);
    const corrected = asked('2026-02-01', { language: 'ar' }, '2026-02-03');
    expect(withReading(frisian, corrected)).toBe(corrected);
    expect(withReading(corrected, frisian)).toBe(corrected);
    const asEverybody = asked('2026-03-01');
    expect(withReading(corrected, asEverybody)).toBe(asEverybody);
  });

  it('is no news when a later delivery says it again', () => {
    const known = asked('2026-02-01', { language: 'fy' });
    expect(withReading(known, asked('2026-02-01', { language: 'fy' }, '2026-11-24'))).toBe(known);
  });
});

describe('a language', () => {
  const pairs = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((a, _, all) => all.map((b) => `${a}${b}`));
  const taken = pairs.filter((code) => language.safeParse(code).success);

  it('is one of the 183 codes of ISO 639-1, each of which has a name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    expect(taken).toHaveLength(183);
    expect(taken.filter((code) => names.of(code) === undefined)).toEqual([]);
    expect(taken).toEqual(expect.arrayContaining(['nl', 'fy', 'en', 'ar', 'tr', 'uk']));
  });

  it.each(['NL', 'nld', 'n', '', 'xx', 'iw', 'sh', 'nl ', 'aa ab'])('is not %j', (code) =>
    expect(language.safeParse(code).success).toBe(false),
  );
});
