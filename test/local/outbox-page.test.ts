import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveOutbox } from '#infra/local/outbox-page.ts';
import type { LocalStack } from '#infra/local/stack.ts';
import { aNotice } from '#test/builders.ts';

const KEY = 'letters/2026-11-24/ABC.pdf';
const stack = {
  files: (_: string, prefix: string) => [KEY].filter((key) => key.startsWith(prefix)),
  file: () => Buffer.from('%PDF-1.7'),
} as unknown as LocalStack;
const letter = aNotice({
  noticeId: 'resident-a#s#PN-one#notice',
  channel: 'letter',
  state: 'SENT',
  batch: '2026-11-24',
  letterId: 'ABC',
});
const mail = aNotice({ noticeId: 'resident-b#s#PN-two#notice', state: 'DELIVERED' });
const sms = aNotice({ noticeId: 'resident-c#s#PN-three#notice', channel: 'sms', state: 'DELIVERED' });
const written = [
  {
    noticeId: letter.noticeId,
    state: 'SENT',
    channel: 'letter',
    service: 's',
    subject: 'Uw paspoort verloopt',
    addressee: { name: 'A. <Bakker>' },
  },
  {
    noticeId: mail.noticeId,
    state: 'DELIVERED',
    channel: 'email',
    service: 's',
    subject: 'Uw kaart verloopt',
    addressee: { name: 'B. Visser', email: 'b@example.org' },
    text: 'Beste <b>heer</b>',
  },
  {
    noticeId: sms.noticeId,
    state: 'DELIVERED',
    channel: 'sms',
    service: 's',
    addressee: { name: 'C. Smit', sms: '+31612345110' },
    text: 'Gemeente: <b>hallo</b>',
  },
];

let outbox: Awaited<ReturnType<typeof serveOutbox>>;
beforeAll(async () => {
  outbox = await serveOutbox(stack, {
    notices: [letter, mail, sms],
    written,
    decisions: [],
    rejects: '',
    leftOut: [],
    worklist: [],
  });
});
afterAll(() => outbox.stop());
const get = (path: string) => fetch(new URL(path, outbox.url));

test('lists letters and e-mails, in Dutch, with names as text', async () => {
  const html = await (await get('/')).text();
  expect(html).toContain('<html lang="nl">');
  expect(html).toContain('<a href="/brief/2026-11-24/ABC.pdf">Uw paspoort verloopt (pdf)</a>');
  expect(html).toContain('A. &lt;Bakker&gt;');
  expect(html).toContain(`href="/mail/${encodeURIComponent(mail.noticeId)}"`);
});

test('shows a letter as PDF and an e-mail as text', async () => {
  const pdf = await get('/brief/2026-11-24/ABC.pdf');
  expect([pdf.headers.get('content-type'), await pdf.text()]).toEqual(['application/pdf', '%PDF-1.7']);
  const html = await (await get(`/mail/${encodeURIComponent(mail.noticeId)}`)).text();
  expect(html).toContain('Beste &lt;b&gt;heer&lt;/b&gt;');
});

test('shows a text, its number and its words', async () => {
  expect(await (await get('/')).text()).toContain(`href="/sms/${encodeURIComponent(sms.noticeId)}"`);
  const html = await (await get(`/sms/${encodeURIComponent(sms.noticeId)}`)).text();
  expect(html).toContain('+31612345110');
  expect(html).toContain('Gemeente: &lt;b&gt;hallo&lt;/b&gt;');
});

test.each([
  '/brief/2026-11-24/nothing.pdf',
  '/brief/../manifests/x.json',
  '/mail/x',
  `/mail/${sms.noticeId}`,
  `/sms/${mail.noticeId}`,
  '/x',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});
