import { describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import { composeEmail } from '#shared/channels/compose-email.ts';
import { addresseeOf } from '#shared/domain/addressing.ts';
import type { Addressee, MessageText } from '#shared/domain/message.ts';
import { oneLine } from '#shared/domain/names.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import { messagesNl } from '#shared/services/travel-document-expiry/messages.nl.ts';
import { on } from '#test/builders.ts';
import { HALF_FILLED, hostileNames, residentNamed } from '#test/hostile-names.ts';
import { htmlTokens, tagsOf, textsOf } from './html-tokens.ts';
import { readMime } from './mime.ts';

const NAMES = 10_000;
const LONGEST = 400;
const { sender } = settings.local;
const message = messagesNl([{ facts: { documents: [{ kind: 'PN', expiresOn: on('2027-02-10') }] } }], {
  sender,
  today: on('2026-11-24'),
  stage: 'notice',
  to: 'self',
});
const compose = (addressee: Addressee, text: MessageText) =>
  composeEmail({
    text,
    addressee,
    to: 'anna@example.org',
    sender,
    today: on('2026-11-24'),
    noticeId: 'resident-a#travel-document-expiry#PN-one#notice',
    stopAddress: 'afmelden@voorbeeldstad.example',
  });

/** The lines of a mail's head as they go over the wire, and each header unfolded. */
const headOf = (raw: Uint8Array) => {
  const head = Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0] as string;
  const headers = head.replace(/\r\n[ \t]/g, ' ').split('\r\n');
  return {
    wire: head.split('\r\n'),
    names: headers.map((line) => line.slice(0, line.indexOf(':'))),
    of: (name: string) => headers.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '',
  };
};
/** The name in front of an address (RFC 5322 display-name): in quotation marks, in encoded words, or bare. */
const displayNameIn = (to: string, decoded: string): string => {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)" <anna@example\.org>$/.exec(to) ?? [];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  const [, bare] = /^(.*) <anna@example\.org>$/.exec(decoded) ?? [];
  return bare ?? (to === 'anna@example.org' ? '' : `not a mailbox: ${to}`);
};
const visible = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n');

describe(`${NAMES} hostile names in an e-mail`, async () => {
  const people = hostileNames(NAMES).map((name, nth) => ({
    name,
    addressee: addresseeOf(residentNamed(name, nth), 'Ede'),
  }));
  const written = people.flatMap(({ name, addressee }) => (addressee ? [{ name, addressee }] : []));
  const plain = { ...(written[0]?.addressee as Addressee), name: 'A. Bakker', salutation: 'Geachte mevrouw Bakker' };
  const reference = await compose(plain, message);
  const tags = tagsOf(htmlTokens(readMime(reference).parts[1]?.body as string));
  const texts = textsOf(htmlTokens(readMime(reference).parts[1]?.body as string));
  const headers = headOf(reference).names;

  it('are put where a plain name stands, in a mail without a gap', () => {
    expect(texts).toContain(`${plain.salutation},`);
    expect(texts.filter((each) => HALF_FILLED.test(each))).toEqual([]);
  });

  it('stand in its head, its text and its page as they are, and change nothing else', async () => {
    let seen = 0;
    for (const { name, addressee } of written) {
      // Subjects hold no names. Should one ever, it is a text of the length of a line.
      const subject = `Voor ${name.slice(0, LONGEST)}`;
      const raw = await compose(addressee, { ...message, subject });
      const { head, parts } = readMime(raw);
      const [text, html] = parts.map(({ body }) => body) as [string, string];
      // Head: the same headers, ASCII, no line longer than mail allows, and the names in them read back.
      const { wire, names, of } = headOf(raw);
      expect(names).toEqual(headers);
      for (const line of wire)
        if (!/^[\x20-\x7e\t]{1,998}$/.test(line)) throw new Error(`no header line: ${line.slice(0, 90)}`);
      expect(displayNameIn(of('To'), head.get('to') ?? '')).toBe(addressee.name.length > LONGEST ? '' : addressee.name);
      expect(of('List-Unsubscribe')).toBe(headOf(reference).of('List-Unsubscribe'));
      if (!/=\?/.test(name)) expect(head.get('subject')).toBe(oneLine(subject));
      // Text and page: what stood there before, with these names for those.
      const put = (each: string): string =>
        each === message.subject ? subject : each === `${plain.salutation},` ? `${addressee.salutation},` : each;
      const page = htmlTokens(html);
      expect(tagsOf(page)).toEqual(tags);
      expect(textsOf(page).map(visible)).toEqual(texts.map(put).map(visible));
      const signed = [
        plainText(message, addressee.salutation),
        'Met vriendelijke groet,',
        `${sender.signatory}\n${sender.signatoryRole}\n${sender.municipality}`,
      ];
      expect(visible(text).trimEnd()).toBe(visible(signed.join('\n\n')));
      for (const each of [addressee.name, addressee.salutation])
        if (HALF_FILLED.test(each) && !HALF_FILLED.test(oneLine(name))) throw new Error('half filled');
      if (!/[\p{L}\p{N}]/u.test(addressee.name)) throw new Error('an empty name');
      if (addressee.name.split('?').length > addressee.name.length) throw new Error('a question mark for a character');
      seen += 1;
    }
    console.info(`hostile names: ${NAMES}, written to ${seen}, to a person ${NAMES - seen}`);
    expect(seen).toBeGreaterThan(NAMES * 0.8);
  });

  it('leave nothing behind that is not seen, and are a person’s work where nothing is left of them', () => {
    for (const { addressee } of written)
      for (const text of [addressee.name, addressee.salutation, ...addressee.lines])
        if (/[\p{Cf}\p{Cc}\p{Cs}]/u.test(text) || text !== text.normalize('NFC').trim())
          throw new Error('not one line');
    for (const { name, addressee } of people)
      if (!addressee && /[\p{L}\p{N}]/u.test(oneLine(name))) throw new Error(`nobody wrote to ${JSON.stringify(name)}`);
  });
});
