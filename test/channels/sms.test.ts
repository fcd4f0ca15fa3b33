import { afterEach, describe, expect, it, vi } from 'vitest';
import { smsChannel, smsClient } from '#shared/channels/sms.ts';
import { type Behaviour, localSms } from './local-provider.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  vi.unstubAllEnvs();
});

/** The client that is deployed, but for its patience, in front of a server that behaves as told. */
const channelTo = async (behaviour: Behaviour) => {
  const server = await localSms(behaviour);
  closing.push(server.close);
  vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', server.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const channel = smsChannel(smsClient(300), {
    senderId: 'VOORBEELDST',
    configurationSet: 'set',
    protectConfiguration: 'protect',
    maxPrice: '0.30',
    allowed: ['+31612345*'],
  });
  const send = (over: { to?: string; ttlSeconds?: number } = {}) =>
    channel.send({ text: 'Gemeente: hallo', to: '+31612345110', tag: 'tag', ttlSeconds: 3600, ...over });
  return { ...server, send };
};
const conflict = (Reason: string) => ({ status: 400, code: 'ConflictException', more: { Reason } });
const invalid = (more: object) => ({ status: 400, code: 'ValidationException', more });
const quota = (Reason: string) => ({ status: 400, code: 'ServiceQuotaExceededException', more: { Reason } });

describe('one call to the provider, whatever comes of it', () => {
  it.each<[Behaviour, object]>([
    [{ status: 200 }, { kind: 'accepted', providerId: 'm-1' }],
    [conflict('DESTINATION_PHONE_NUMBER_OPTED_OUT'), { kind: 'refused', reason: 'opted-out' }],
    [conflict('DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'), { kind: 'refused', reason: 'country-blocked' }],
    [
      conflict('DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE'),
      { kind: 'refused', reason: 'number-blocked' },
    ],
    [
      invalid({ Reason: 'FIELD_VALIDATION_FAILED', Fields: [{ Name: 'DestinationPhoneNumber', Message: 'x' }] }),
      { kind: 'refused', reason: 'invalid-number' },
    ],
    // About us: it would meet everybody.
    [
      invalid({ Reason: 'FIELD_VALIDATION_FAILED', Fields: [{ Name: 'MessageBody', Message: 'x' }] }),
      { kind: 'paused', reason: 'FIELD_VALIDATION_FAILED' },
    ],
    [invalid({ Reason: 'SENDER_ID_NOT_REGISTERED' }), { kind: 'paused', reason: 'SENDER_ID_NOT_REGISTERED' }],
    [invalid({ Reason: 'PRICE_OVER_THRESHOLD' }), { kind: 'paused', reason: 'PRICE_OVER_THRESHOLD' }],
    [
      conflict('DESTINATION_PHONE_NUMBER_NOT_VERIFIED'), // the sandbox
      { kind: 'paused', reason: 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED' },
    ],
    [quota('MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT'), { kind: 'paused', reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }],
    [
      { status: 400, code: 'AccessDeniedException' },
      { kind: 'paused', reason: 'AccessDeniedException' },
    ],
    [
      { status: 400, code: 'ResourceNotFoundException' },
      { kind: 'paused', reason: 'ResourceNotFoundException' },
    ],
    [
      { status: 400, code: 'ThrottlingException' },
      { kind: 'not-now', reason: 'ThrottlingException' },
    ],
    [
      { status: 500, code: 'InternalServerException' },
      { kind: 'unknown', reason: 'InternalServerException' },
    ],
    [
      { status: 503, code: 'ThrottlingException' },
      { kind: 'unknown', reason: 'ThrottlingException' },
    ],
    ['hang', { kind: 'unknown', reason: 'ETIMEDOUT' }],
    ['reset', { kind: 'unknown', reason: 'ECONNRESET' }],
  ])('%o', async (behaviour, expected) => {
    const { asked, send } = await channelTo(behaviour);
    expect(await send()).toEqual(expected);
    expect(asked).toHaveLength(1);
  });

  it('knows that nothing left when nobody listens', async () => {
    const { close, send } = await channelTo({ status: 200 });
    await close();
    expect(await send()).toEqual({ kind: 'not-now', reason: 'ECONNREFUSED' });
  });

  it('says all that bounds a text: from whom, until when, at what price, by which sets, about which notice', async () => {
    const { asked, send } = await channelTo({ status: 200 });
    await send();
    expect(asked).toEqual([
      {
        DestinationPhoneNumber: '+31612345110',
        OriginationIdentity: 'VOORBEELDST',
        MessageBody: 'Gemeente: hallo',
        MessageType: 'TRANSACTIONAL',
        TimeToLive: 3600,
        MaxPrice: '0.30',
        ConfigurationSetName: 'set',
        ProtectConfigurationId: 'protect',
        Context: { notice: 'tag' },
        DryRun: false,
      },
    ]);
  });

  it.each<[object, object]>([
    [{ to: '+31612346110' }, { kind: 'refused', reason: 'not-allowed-on-this-stage' }],
    [{ to: '+32470123456' }, { kind: 'refused', reason: 'not-a-dutch-mobile-number' }],
    [{ to: '+3197012345678' }, { kind: 'refused', reason: 'not-a-dutch-mobile-number' }],
    [{ to: '+316123451100' }, { kind: 'refused', reason: 'not-a-dutch-mobile-number' }],
    [{ to: '0612345110' }, { kind: 'refused', reason: 'not-a-dutch-mobile-number' }],
    [{ ttlSeconds: 4 }, { kind: 'not-now', reason: 'closed-hours' }],
    [{ ttlSeconds: 0 }, { kind: 'not-now', reason: 'closed-hours' }],
  ])('never asks for %o', async (over, expected) => {
    const { asked, send } = await channelTo({ status: 200 });
    expect(await send(over)).toEqual(expected);
    expect(asked).toEqual([]);
  });

  it('repeats nothing of an error that quotes the number', async () => {
    const { send } = await channelTo(conflict('see +31612345110'));
    expect(JSON.stringify(await send())).not.toContain('612345110');
  });

  it('has a client that tries once, and waits five seconds at most', async () => {
    const { config } = smsClient();
    expect(await config.maxAttempts()).toBe(1);
    const { requestTimeout, throwOnRequestTimeout } = await (
      config.requestHandler as unknown as { configProvider: Promise<Record<string, unknown>> }
    ).configProvider;
    expect({ requestTimeout, throwOnRequestTimeout }).toEqual({ requestTimeout: 5000, throwOnRequestTimeout: true });
  });
});
