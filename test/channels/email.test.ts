import { afterEach, describe, expect, it, vi } from 'vitest';
import { isAllowed } from '#shared/channels/allow-list.ts';
import { emailChannel, sesClient } from '#shared/channels/email.ts';
import { localSes } from './local-provider.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  vi.unstubAllEnvs();
});

/** The client that is deployed, but for its patience, in front of a server that behaves as told. */
const channelTo = async (behaviour: Parameters<typeof localSes>[0]) => {
  const ses = await localSes(behaviour);
  closing.push(ses.close);
  vi.stubEnv('AWS_ENDPOINT_URL_SES', ses.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const channel = emailChannel(sesClient(300), { configurationSet: 'set', allowed: ['*@example.org'] });
  const mail = { raw: Buffer.from('Subject: x\r\n\r\nx'), from: 'burgerzaken@voorbeeldstad.example', tag: 'tag' };
  return { ...ses, send: (to = 'anna@example.org') => channel.send({ ...mail, to }) };
};

describe('one call to the provider, whatever comes of it', () => {
  it.each([
    [{ status: 200 }, { kind: 'accepted', providerId: 'm-1' }],
    [
      { status: 400, code: 'MessageRejected' },
      { kind: 'refused', reason: 'MessageRejected' },
    ],
    [
      { status: 400, code: 'Throttling' },
      { kind: 'not-now', reason: 'Throttling' },
    ],
    [
      { status: 429, code: 'TooManyRequestsException' },
      { kind: 'not-now', reason: 'TooManyRequestsException' },
    ],
    [{ status: 400, code: 'AccountSendingPausedException' }, { kind: 'paused' }],
    [
      { status: 403, code: 'AccessDenied' },
      { kind: 'paused', reason: 'AccessDenied' },
    ],
    [
      { status: 500, code: 'InternalFailure' },
      { kind: 'unknown', reason: 'InternalFailure' },
    ],
    [
      { status: 503, code: 'ServiceUnavailable' },
      { kind: 'unknown', reason: 'ServiceUnavailable' },
    ],
    ['hang', { kind: 'unknown', reason: 'ETIMEDOUT' }],
    ['reset', { kind: 'unknown', reason: 'ECONNRESET' }],
  ] as const)('%o', async (behaviour, expected) => {
    const { asked, send } = await channelTo(behaviour);
    expect(await send()).toMatchObject(expected);
    expect(asked).toHaveLength(1);
  });

  it('knows that nothing left when nobody listens', async () => {
    const { close, send } = await channelTo({ status: 200 });
    await close();
    expect(await send()).toEqual({ kind: 'not-now', reason: 'ECONNREFUSED' });
  });

  it('tells the provider from whom, to whom, of which set and which notice', async () => {
    const { asked, send } = await channelTo({ status: 200 });
    await send();
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      Action: 'SendRawEmail',
      Source: 'burgerzaken@voorbeeldstad.example',
      'Destinations.member.1': 'anna@example.org',
      ConfigurationSetName: 'set',
      'Tags.member.1.Name': 'notice',
      'Tags.member.1.Value': 'tag',
      'RawMessage.Data': Buffer.from('Subject: x\r\n\r\nx').toString('base64'),
    });
  });

  it.each([
    ['anna@elsewhere.nl', 'not-allowed-on-this-stage'],
    ['eve@elsewhere.nl, anna@example.org', 'not-one-address'],
    ['eve@elsewhere.nl\r\nBcc: anna@example.org', 'not-one-address'],
  ])('never asks for %j', async (to, reason) => {
    const { asked, send } = await channelTo({ status: 200 });
    expect(await send(to)).toEqual({ kind: 'refused', reason });
    expect(asked).toEqual([]);
  });

  it('has a client that tries once, and waits five seconds at most', async () => {
    const { config } = sesClient();
    expect(await config.maxAttempts()).toBe(1);
    const { requestTimeout, throwOnRequestTimeout } = await (
      config.requestHandler as unknown as { configProvider: Promise<Record<string, unknown>> }
    ).configProvider;
    expect({ requestTimeout, throwOnRequestTimeout }).toEqual({ requestTimeout: 5000, throwOnRequestTimeout: true });
  });
});

describe('patterns of whom a stage may reach', () => {
  it.each([
    ['anna@example.org', ['*@example.org'], true],
    ['anna@EXAMPLE.org', ['*@example.org'], true],
    ['anna@example.org', ['Anna@example.org'], true],
    ['anna@example.org.evil.nl', ['*@example.org'], false],
    ['anna@notexample.org', ['*@example.org'], false],
    ['anna@anywhere.nl', ['*'], true],
    ['anna@anywhere.nl', [], false],
    ['annax@example.org', ['anna.@example.org'], false],
    ['+31612345001', ['+31612345*'], true],
    ['+31612346001', ['+31612345*'], false],
  ])('%s by %o: %s', (to, patterns, expected) => expect(isAllowed(to, patterns)).toBe(expected));
});
