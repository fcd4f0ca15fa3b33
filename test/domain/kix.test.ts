import { describe, expect, it } from 'vitest';
import { kixBars, kixContent } from '#shared/domain/kix.ts';

describe('the KIX of an address', () => {
  it.each([
    ['1234AB', 5, 'huis', '1234AB5XHS'],
    ['1234AB', 5, 'HS', '1234AB5XHS'],
    ['2583XL', 103, 'c', '2583XL103XC'],
    ['2500GG', 30250, '', '2500GG30250'],
    ['1011AA', 1, 'L-2 bis', '1011AA1XL2BIS'],
  ])('%s %i %s is %s', (postcode, number, suffix, content) =>
    expect(kixContent(postcode, number, suffix)).toBe(content),
  );

  it.each([
    ['1234AB5XHS', 'TDAF TDFA DTAF DTFA DADA DFTA DDAA FATD DFAT FTFT'],
    ['2583XL103XC', 'TDFA DDAA TFDA DTAF FATD FTTF TDAF TTFF DTAF FATD TAFD'],
    ['2500GG30250', 'TDFA DDAA TTFF TTFF DAFT DAFT DTAF TTFF TDFA DDAA TTFF'],
  ])('%s is drawn as %s', (content, bars) => {
    expect(kixBars(content).join('').match(/.{4}/g)?.join(' ')).toBe(bars);
  });

  it('has two bars up and two down in every character, and none like another', () => {
    const all = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((each) => kixBars(each).join(''));
    expect(new Set(all).size).toBe(36);
    for (const bars of all) {
      expect(bars.match(/[AF]/g)).toHaveLength(2);
      expect(bars.match(/[DF]/g)).toHaveLength(2);
    }
  });
  it('takes nothing but digits and capitals', () => expect(() => kixBars('1234ab')).toThrow('digits and capitals'));
});
