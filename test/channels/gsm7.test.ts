import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSms } from '#shared/channels/compose-sms.ts';
import { inGsm7, measured } from '#shared/channels/gsm7.ts';

describe('how a text is cut into parts', () => {
  it.each<[string, number, 'GSM-7' | 'UCS-2', number, number]>([
    ['A', 160, 'GSM-7', 160, 1],
    ['A', 161, 'GSM-7', 161, 2],
    ['A', 306, 'GSM-7', 306, 2],
    ['A', 307, 'GSM-7', 307, 3],
    ['A', 459, 'GSM-7', 459, 3],
    ['A', 460, 'GSM-7', 460, 4],
    ['é', 160, 'GSM-7', 160, 1], // 3GPP TS 23.038: é is 0x05 of the default alphabet
    ['ë', 70, 'UCS-2', 70, 1],
    ['ë', 71, 'UCS-2', 71, 2],
    ['ë', 134, 'UCS-2', 134, 2],
    ['ë', 135, 'UCS-2', 135, 3],
    ['€', 80, 'GSM-7', 160, 1],
    ['€', 81, 'GSM-7', 162, 2],
    ['€', 152, 'GSM-7', 304, 2], // 76 of two septets in a part of 153: none is cut in two
    ['€', 153, 'GSM-7', 306, 3],
    ['😀', 35, 'UCS-2', 70, 1],
    ['😀', 66, 'UCS-2', 132, 2],
    ['😀', 67, 'UCS-2', 134, 3],
    ['', 1, 'GSM-7', 0, 1],
  ])('%s × %i', (character, times, encoding, units, parts) =>
    expect(measured(character.repeat(times))).toEqual({ encoding, units, parts }),
  );

  it.each([...'{}[]^\\|~€'])('%s costs two', (character) =>
    expect(measured(character)).toEqual({ encoding: 'GSM-7', units: 2, parts: 1 }),
  );

  it.each([...'@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà'])('%s costs one', (character) =>
    expect(measured(character)).toEqual({ encoding: 'GSM-7', units: 1, parts: 1 }),
  );

  it.each([...'ëïçáóúíêôûÈÀÍ’–ş`'])('%s is not in the alphabet', (character) =>
    expect(measured(character).encoding).toBe('UCS-2'),
  );

  it('knows the 127 characters of the default alphabet and the ten of the extension, and no other', () => {
    const single = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter(
      (character) => measured(character).encoding === 'GSM-7',
    );
    expect(single.filter((character) => measured(character).units === 1)).toHaveLength(127);
    expect(single.filter((character) => measured(character).units === 2)).toHaveLength(10);
  });

  it('turns Groenlo-Groenën, for one ë, into half as much room', () =>
    expect([measured('Groenlo-Groenen').encoding, measured('Groenlo-Groenën').encoding]).toEqual(['GSM-7', 'UCS-2']));

  it('never needs fewer parts than the units alone would, and at most a unit a part more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const { encoding, units, parts } = measured(text);
        const [alone, each] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        if (units <= alone) expect(parts).toBe(1);
        else {
          expect(parts).toBeGreaterThanOrEqual(Math.ceil(units / each));
          expect(parts).toBeLessThanOrEqual(Math.ceil(units / (each - 1)));
        }
      }),
    );
  });
});

describe('a text in GSM-7', () => {
  it.each([
    ['Gemeente Súdwest-Fryslân: uw reisdocument', 'Gemeente Sudwest-Fryslan: uw reisdocument'],
    ['Gemeente ’s-Hertogenbosch – hoi', "Gemeente 's-Hertogenbosch - hoi"],
    ['één café', 'één café'],
    ['Ëlke dag\u00a0weer', 'Elke dag weer'],
    ['Łódź 😀', 'Łodz 😀'], // what has no plain letter stays: shown, and counted in the cost
  ])('%s becomes %s', (text, expected) => expect(inGsm7(text)).toBe(expected));

  it('is sent in two parts at most', () => {
    expect(composeSms('A'.repeat(160))).toEqual({ text: 'A'.repeat(160), parts: 1 });
    expect(composeSms('A'.repeat(306))).toMatchObject({ parts: 2 });
    expect(composeSms('A'.repeat(307))).toEqual({ refused: 'text-too-long' });
    expect(composeSms('😀'.repeat(67))).toEqual({ refused: 'text-too-long' });
  });
});
