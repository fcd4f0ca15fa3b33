import { describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import { composeEmail } from '#shared/channels/compose-email.ts';
import { referenceOf } from '#shared/channels/reference.ts';
import type { MessageText } from '#shared/domain/message.ts';
import { messagesNl } from '#shared/services/travel-document-expiry/messages.nl.ts';
import { on } from '#test/builders.ts';
import { readMime } from './mime.ts';

const { sender } = settings.local;
const noticeId = 'Zr1kX0d2mQwE8hY5uT3aLg#travel-document-expiry#PN-q7Lm2Vw9sTb4Xk1Nf8Rz0A#notice';
const message = messagesNl([{ facts: { documents: [{ kind: 'PN', expiresOn: on('2027-02-10') }] } }], {
  sender,
  today: on('2026-11-24'),
  stage: 'notice',
  to: 'self',
});

type Over = { name?: string; to?: string; text?: MessageText; municipality?: string };
const compose = ({ name = 'Z. Çelik', to = 'zoe@example.org', text = message, municipality }: Over = {}) =>
  composeEmail({
    text,
    addressee: { name, salutation: `Geachte mevrouw ${name}`, lines: [], postcode: '9901AA', houseNumber: 1 },
    to,
    sender: { ...sender, ...(municipality && { municipality }) },
    today: on('2026-11-24'),
    noticeId,
    stopAddress: 'afmelden@voorbeeldstad.example',
  });
const composed = async (over: Over = {}) => {
  const { head, parts } = readMime(await compose(over));
  const [text, html] = parts;
  return { head, text: text?.body ?? '', html: html?.body ?? '', parts };
};

describe('the head of an e-mail', () => {
  it('says from whom, to whom, when, and that a machine wrote it', async () => {
    const { head } = await composed();
    expect(Object.fromEntries(head)).toMatchObject({
      from: 'Gemeente Voorbeeldstad <burgerzaken@voorbeeldstad.example>',
      to: 'Z. Çelik <zoe@example.org>',
      'reply-to': 'burgerzaken@voorbeeldstad.example',
      subject: 'Uw paspoort verloopt binnenkort',
      date: 'Tue, 24 Nov 2026 09:00:00 +0000',
      'auto-submitted': 'auto-generated',
      'content-language': 'nl',
    });
  });
  it('has a way to stop that says which notice it answers', async () => {
    const { head } = await composed();
    const link = /^<mailto:afmelden@voorbeeldstad\.example\?subject=Stop%20([\w-]+)>$/.exec(
      head.get('list-unsubscribe') ?? '',
    );
    expect(link?.[1]).toBe(referenceOf(noticeId));
  });
  it('says nothing that an event could name the notice by', async () => {
    const raw = Buffer.from(await compose())
      .toString('latin1')
      .replace(/=?\r\n\s*/g, '');
    const said = Buffer.from(noticeId).toString('base64url').slice(0, -2);
    expect([raw.includes(said), raw.includes(noticeId), raw.includes('#travel')]).toEqual([false, false, false]);
  });
  it.each<[string, Over]>([
    ['a name', { name: 'Bakker\r\nBcc: eve@example.org' }],
    ['a subject', { text: { ...message, subject: 'Uw paspoort\r\nBcc: eve@example.org' } }],
    ['the municipality', { municipality: 'Gemeente\r\nBcc: eve@example.org' }],
  ])('gets no header out of %s', async (_, over) => {
    const { head } = await composed(over);
    expect(head.has('bcc')).toBe(false);
    expect(head.get('to')).toMatch(/<zoe@example\.org>$/);
  });
  it.each(['zoe@example.org, eve@example.org', 'zoe@example.org\r\nBcc: eve@example.org', 'Zoë <zoe@example.org>', ''])(
    'is not made for %j',
    async (to) => {
      await expect(compose({ to })).rejects.toThrow('the recipient is not one e-mail address');
    },
  );
});

describe('the body of an e-mail', () => {
  it('says the same in text and in HTML', async () => {
    const { parts, text, html } = await composed();
    expect(parts.map(({ head }) => head.get('content-type'))).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
    const words = message.blocks.flatMap(({ heading = '', paragraphs, steps = [] }) => [
      heading,
      ...paragraphs,
      ...steps,
    ]);
    for (const part of [...words, 'Geachte mevrouw Z. Çelik,', 'Met vriendelijke groet,', sender.signatory]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });
  it('can be walked through: in Dutch, one title, headings in order, a real list', async () => {
    const { html } = await composed();
    expect(html).toContain('<html lang="nl">');
    expect(html).toContain('<title>Uw paspoort verloopt binnenkort</title>');
    expect(html.match(/<h\d/g)).toEqual(['<h1', '<h2', '<h2', '<h2', '<h2', '<h2']);
    expect(html.match(/<ol[\s>]/g)).toHaveLength(1);
    expect(html.match(/<li>/g)).toHaveLength(3);
  });
  it('says in which language it is written, and closes in it', async () => {
    const { head, text, html } = await composed({
      text: { ...message, language: 'fy', closing: 'Freonlike groetnis' },
    });
    expect(head.get('content-language')).toBe('fy');
    expect(html).toContain('<html lang="fy">');
    for (const part of [text, html]) {
      expect(part).toContain('Freonlike groetnis,');
      expect(part).not.toContain('Met vriendelijke groet');
    }
  });
  it('loads nothing, links nowhere and follows nobody', async () => {
    const { html } = await composed();
    expect(html).not.toMatch(/<(img|script|link|iframe|form|a)\b|url\(|https?:/i);
  });
  it('shows what looks like HTML as text', async () => {
    const { html, text } = await composed({ name: '<img src=x onerror="alert(1)"> & zoon' });
    expect(html).not.toMatch(/<img/);
    expect(html).toContain('Geachte mevrouw &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; zoon,');
    expect(text).toContain('Geachte mevrouw <img src=x');
  });
  it.each(['Zoë Çelik-Đorđević', 'Łukasz Şahin-Ğöksu', "M. O'Neill-'t Hart"])('spells %s', async (name) => {
    const { head, text, html } = await composed({ name });
    expect(head.get('to')).toContain(name);
    expect(text).toContain(`Geachte mevrouw ${name},`);
    expect(html).toContain(`Geachte mevrouw ${name},`);
  });
  it('is the same byte for byte when it is made again', async () => {
    expect(Buffer.compare(await compose(), await compose())).toBe(0);
  });
});
