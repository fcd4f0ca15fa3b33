import { get } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveOutbox } from '#infra/local/outbox-page.ts';
import type { LocalStack } from '#infra/local/stack.ts';
import { hostileNames } from '#test/hostile-names.ts';
import { htmlTokens, tagsOf, textsOf } from '../channels/html-tokens.ts';

const NAMES = 10_000;
/** Each is a page of its own, and made by the same code as the list. */
const MAILS = 1000;
const names = hostileNames(NAMES);
const visible = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n');
const written = names.map((name, nth) => ({
  noticeId: `resident-${nth}`,
  state: 'SENT',
  channel: nth % 2 === 0 ? 'email' : 'letter',
  service: 's',
  subject: `Voor ${name}`,
  addressee: { name, email: 'a@example.org' },
  text: `Geachte ${name},\n\nDag`,
}));

const servedWith = async (letters: typeof written) => {
  const stack = { files: () => [], file: () => Buffer.from('') } as unknown as LocalStack;
  return serveOutbox(stack, { notices: [], written: letters, decisions: [], rejects: '', leftOut: [], worklist: [] });
};
let outbox: Awaited<ReturnType<typeof serveOutbox>>;
let plain: Awaited<ReturnType<typeof serveOutbox>>;
beforeAll(async () => {
  outbox = await servedWith(written);
  plain = await servedWith(written.map((each) => ({ ...each, subject: 'x', addressee: { name: 'x', email: 'x' } })));
});
afterAll(() => Promise.all([outbox.stop(), plain.stop()]));
const page = async (path: string, url = outbox.url) => htmlTokens(await (await fetch(new URL(path, url))).text());

it(`lists ${NAMES} hostile names as the texts that they are`, async () => {
  const tokens = await page('/');
  expect(tagsOf(tokens)).toEqual(tagsOf(await page('/', plain.url)));
  const texts = new Set(textsOf(tokens).map(visible));
  expect(names.filter((name) => name.trim() !== '' && !texts.has(visible(name)))).toEqual([]);
  console.info(`hostile names in the outbox: ${NAMES}`);
});

it('shows a mail as text, in the same page', async () => {
  const mails = written.filter(({ channel }) => channel === 'email').slice(0, MAILS);
  const tags = tagsOf(await page(`/mail/${mails[1]?.noticeId}`, plain.url));
  for (const { noticeId, addressee, text } of mails) {
    const tokens = await page(`/mail/${noticeId}`);
    expect(tagsOf(tokens)).toEqual(tags);
    const texts = textsOf(tokens).map(visible);
    if (!texts.includes(visible(`Aan: ${addressee.name} (a@example.org) – verzonden`)))
      throw new Error('the name is gone');
    if (!texts.includes(visible(text))) throw new Error('the text is not what was written');
  }
});

it.each(['/%', '/%ff', '/mail/%E0%A4%A', '//', '/mail/../../x'])('does not fall over %s', async (path) => {
  const { hostname, port } = new URL(outbox.url);
  // Not by fetch, which would put the path right.
  const status = await new Promise((resolve, reject) => {
    get({ hostname, port, path }, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
  expect([200, 404]).toContain(status);
});
