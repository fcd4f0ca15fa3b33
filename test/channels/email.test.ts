import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESClient } from '@aws-sdk/client-ses';
import { afterEach, describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import { answerOf } from '#shared/channels/answer.ts';
import { composeEmail } from '#shared/channels/compose-email.ts';
import { emailChannel, isAllowed, sesClient } from '#shared/channels/email.ts';
import { tagOf, tryOfTag } from '#shared/channels/tag.ts';
import { on } from '#test/builders.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A provider that answers what it is told to, and counts how often it was asked. */
const provider = async (status: number | 'hang' | 'reset', code = 'Failure') => {
  const asked = { times: 0 };
  server = createServer((request, response) => {
    asked.times += 1;
    if (status === 'reset') request.socket.destroy();
    if (status === 'reset' || status === 'hang') return;
    const ok =
      '<SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';
    const no = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>x@example.org</Message></Error></ErrorResponse>`;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(status === 200 ? ok : no);
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SESClient({
    endpoint,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
  const channel = emailChannel(client, { configurationSet: 'set', allowed: ['*@example.org'] });
  const send = (to = 'anna@example.org') =>
    channel.send({ raw: Buffer.from('x'), from: 'a@voorbeeldstad.example', to, tag: 'tag' });
  return { asked, send };
};

describe('one call to the provider, whatever comes of it', () => {
  it.each([
    [200, undefined, { kind: 'accepted', providerId: 'm-1' }],
    [400, 'MessageRejected', { kind: 'refused', reason: 'MessageRejected' }],
    [400, 'AccountSendingPausedException', { kind: 'paused', reason: 'AccountSendingPausedException' }],
    [400, 'Throttling', { kind: 'not-now', reason: 'Throttling' }],
    [429, 'TooManyRequestsException', { kind: 'not-now', reason: 'TooManyRequestsException' }],
    [500, 'InternalFailure', { kind: 'unknown' }],
    [503, 'ServiceUnavailable', { kind: 'unknown' }],
    ['hang', undefined, { kind: 'unknown' }],
    ['reset', undefined, { kind: 'unknown', reason: 'ECONNRESET' }],
  ] as const)('%s %s', async (status, code, expected) => {
    const { asked, send } = await provider(status, code);
    expect(await send()).toMatchObject(expected);
    expect(asked.times).toBe(1);
  });

  it('knows that nothing left when nobody listens', async () => {
    const { send } = await provider(200);
    server?.close();
    server?.closeAllConnections();
    expect(await send()).toEqual({ kind: 'not-now', reason: 'ECONNREFUSED' });
  });

  it('never asks for somebody whom this stage may not reach', async () => {
    const { asked, send } = await provider(200);
    expect(await send('anna@elsewhere.nl')).toEqual({ kind: 'refused', reason: 'not-allowed-on-this-stage' });
    expect(asked.times).toBe(0);
  });

  it('has a client that tries once', async () => {
    expect(await sesClient().config.maxAttempts()).toBe(1);
  });

  it('never takes an error’s text for a reason', () => {
    expect(JSON.stringify(answerOf(new Error('refused: anna@example.org')))).not.toContain('anna');
  });
});

describe('patterns of whom a stage may reach', () => {
  it.each([
    ['anna@example.org', ['*@example.org'], true],
    ['anna@EXAMPLE.org', ['*@example.org'], true],
    ['anna@example.org.evil.nl', ['*@example.org'], false],
    ['anna@notexample.org', ['*@example.org'], false],
    ['anna@anywhere.nl', ['*'], true],
    ['anna@anywhere.nl', [], false],
  ])('%s by %o: %s', (to, patterns, expected) => expect(isAllowed(to, patterns)).toBe(expected));
});

describe('the tag', () => {
  const id = 'Zr1kX0d2mQwE8hY5uT3aLg#travel-document-expiry#PN-q7Lm2Vw9sTb4Xk1Nf8Rz0A#notice';
  it('says which try of which notice, in the characters that a tag may have', () => {
    expect(tagOf(id, 3)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    expect(tryOfTag(tagOf(id, 3))).toEqual({ noticeId: id, attempt: 3 });
  });
  it.each(['', 'nonsense', tagOf('no-notice', 1)])('%s is not one of ours', (tag) =>
    expect(tryOfTag(tag)).toBeUndefined(),
  );
});

describe('the message as MIME', () => {
  const compose = async (name: string) =>
    Buffer.from(
      await composeEmail({
        text: {
          subject: 'Uw paspoort verloopt binnenkort',
          blocks: [{ id: 'opening', heading: 'Let op', paragraphs: ['Dag & nacht <b>'], steps: ['Bel ons.'] }],
        },
        addressee: { name, salutation: `Geachte mevrouw ${name}`, lines: [], postcode: '9901AA', houseNumber: 1 },
        to: 'anna@example.org',
        sender: settings.local.sender,
        today: on('2026-11-24'),
        noticeId: 'a#b#c#notice',
        stopAddress: 'afmelden@voorbeeldstad.example',
      }),
    ).toString('utf8');

  it('has a text and an HTML part, in Dutch, and a way to stop', async () => {
    const mime = (await compose('Bakker')).replace(/\r\n[ \t]+/g, ' ');
    expect(mime).toMatch(/Content-Type: multipart\/alternative/);
    expect(mime).toMatch(/Content-Type: text\/plain; charset=utf-8/);
    expect(mime).toMatch(/Content-Type: text\/html; charset=utf-8/);
    expect(mime).toMatch(/List-Unsubscribe: <mailto:afmelden@voorbeeldstad\.example\?subject=Stop/);
    expect(mime).toMatch(/Auto-Submitted: auto-generated/);
    expect(mime).not.toMatch(/<img|http/i);
  });
  it('shows what looks like HTML as text', async () => {
    const mime = (await compose('<script>alert(1)</script>')).replace(/=\r?\n/g, '');
    const html = mime.slice(mime.indexOf('text/html'));
    expect(html).not.toMatch(/<script>|nacht <b>/);
    expect(html).toContain('&lt;script&gt;');
  });
  it('lets no line break in a name start a header', async () => {
    const head = (await compose('Bakker\r\nBcc: everybody@example.org')).split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^Bcc:/m);
  });
});
