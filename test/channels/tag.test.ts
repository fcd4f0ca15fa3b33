import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Try, tagOf, tryOfTag } from '#shared/channels/tag.ts';
import { noticeIdOf, stageName } from '#shared/domain/agenda.ts';
import { services } from '#shared/services/index.ts';
import { anEntry } from '#test/builders.ts';
import { ANOTHER_KEY, TAG_KEY } from '#test/tags.ts';

const one: Try = {
  noticeId: 'Zr1kX0d2mQwE8hY5uT3aLg#travel-document-expiry#PN-q7Lm2Vw9sTb4Xk1Nf8Rz0A#notice',
  decidedOn: 12,
  attempt: 3,
};
const tag = tagOf(TAG_KEY, one);
const said = (text: string) => Buffer.from(text).toString('base64url');

describe('the tag', () => {
  it('says which try of which notice', () => {
    expect(tag).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    expect(tryOfTag(TAG_KEY, tag)).toEqual(one);
    expect(tagOf(TAG_KEY, { ...one, decidedOn: 13 })).not.toBe(tag);
    expect(tagOf(TAG_KEY, { ...one, attempt: 4 })).not.toBe(tag);
  });

  it('fits what SES takes, for every service and the longest ids there are', () => {
    for (const { id: service } of services)
      for (const stage of stageName.options)
        for (const about of ['r'.repeat(22), `address#${'h'.repeat(22)}`]) {
          const noticeId = noticeIdOf(anEntry({ service, stage, about, occasion: `PN-${'o'.repeat(22)}-date` }));
          const longest = tagOf(TAG_KEY, { noticeId, decidedOn: 99_999_999, attempt: 9_999 });
          expect(longest.length).toBeLessThanOrEqual(256);
          expect(tryOfTag(TAG_KEY, longest)).toMatchObject({ noticeId });
        }
  });

  it('is not made when it would be longer: SES would refuse it as if the address were wrong', () => {
    expect(() => tagOf(TAG_KEY, { ...one, noticeId: `${'x'.repeat(150)}${one.noticeId}` })).toThrow('longer');
  });

  it.each([
    '',
    'nonsense',
    tag.slice(0, -1),
    tag.slice(1),
    `${tag}A`,
    ` ${tag}`,
    `${tag}=`,
    `${tag}\n`,
    'é'.repeat(99),
  ])('%j is not one of ours', (other) => expect(tryOfTag(TAG_KEY, other)).toBeUndefined());

  it('is not believed with any one character changed, dropped or doubled', () => {
    const changed = [...tag].flatMap((character, index) => {
      const [before, after] = [tag.slice(0, index), tag.slice(index + 1)];
      const another = character === 'A' ? 'B' : 'A';
      const next = character === 'z' ? '0' : String.fromCharCode(character.charCodeAt(0) + 1);
      return [
        `${before}${another}${after}`,
        `${before}${next}${after}`,
        `${before}${after}`,
        `${before}${character}${tag.slice(index)}`,
      ];
    });
    expect(changed.length).toBeGreaterThan(500);
    expect(changed.filter((other) => other !== tag && tryOfTag(TAG_KEY, other))).toEqual([]);
  });

  it('is not believed under another key, for another purpose, or without a MAC', () => {
    const words = `${one.noticeId}|12-3`;
    const mac = (purpose: string) =>
      createHmac('sha256', TAG_KEY)
        .update(`${purpose}${said(words)}`)
        .digest()
        .subarray(0, 16)
        .toString('base64url');
    expect(tagOf(TAG_KEY, one)).toBe(`${said(words)}${mac('tijdig:provider-tag:')}`);
    for (const other of [
      tagOf(ANOTHER_KEY, one),
      said(words),
      `${said(words)}${mac('')}`,
      `${said(words)}${mac('stop:')}`,
    ])
      expect(tryOfTag(TAG_KEY, other)).toBeUndefined();
  });

  it('names a try and nothing else, even under our own key', () => {
    for (const noticeId of ['no-notice', 'a#b#c#d'])
      expect(tryOfTag(TAG_KEY, tagOf(TAG_KEY, { ...one, noticeId }))).toBeUndefined();
  });
});
