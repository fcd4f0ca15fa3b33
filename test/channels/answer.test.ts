import { describe, expect, it } from 'vitest';
import { answerOf } from '#shared/channels/answer.ts';

const http = (httpStatusCode: number, name: string) => ({ name, $metadata: { httpStatusCode } });

describe('what a provider’s error means', () => {
  it.each<[string, unknown, string, string]>([
    ['this message', http(400, 'MessageRejected'), 'refused', 'MessageRejected'],
    [
      'a sender that is not verified',
      Object.assign(new Error('Email address is not verified: a@example.org'), http(400, 'MessageRejected')),
      'paused',
      'IdentityNotVerified',
    ],
    ['this address', http(400, 'InvalidParameterValue'), 'refused', 'InvalidParameterValue'],
    ['too fast', http(400, 'Throttling'), 'not-now', 'Throttling'],
    ['too fast by status', http(429, 'SlowDown'), 'not-now', 'SlowDown'],
    ['nobody listens', { name: 'Error', code: 'ECONNREFUSED' }, 'not-now', 'ECONNREFUSED'],
    ['no such host', { name: 'Error', code: 'ENOTFOUND' }, 'not-now', 'ENOTFOUND'],
    ['name service out', { name: 'Error', code: 'EAI_AGAIN' }, 'not-now', 'EAI_AGAIN'],
    ['certificate out of date', { name: 'Error', code: 'CERT_HAS_EXPIRED' }, 'not-now', 'CERT_HAS_EXPIRED'],
    ['account paused', http(400, 'AccountSendingPausedException'), 'paused', 'AccountSendingPausedException'],
    ['set is gone', http(400, 'ConfigurationSetDoesNotExist'), 'paused', 'ConfigurationSetDoesNotExist'],
    ['no permission', http(403, 'AccessDenied'), 'paused', 'AccessDenied'],
    ['clock is off', http(403, 'SignatureDoesNotMatch'), 'paused', 'SignatureDoesNotMatch'],
    ['no credentials', { name: 'CredentialsProviderError' }, 'paused', 'CredentialsProviderError'],
    ['a code that is new', http(400, 'SomethingNew'), 'paused', 'SomethingNew'],
    ['no answer in time', { name: 'TimeoutError' }, 'unknown', 'TimeoutError'],
    ['cut off', { name: 'Error', code: 'ECONNRESET' }, 'unknown', 'ECONNRESET'],
    ['half written', { name: 'Error', code: 'EPIPE' }, 'unknown', 'EPIPE'],
    ['timed out on the way', { name: 'Error', code: 'ETIMEDOUT' }, 'unknown', 'ETIMEDOUT'],
    ['gave up waiting for us', http(408, 'RequestTimeout'), 'unknown', 'RequestTimeout'],
    ['broke', http(500, 'InternalFailure'), 'unknown', 'InternalFailure'],
    ['busy', http(503, 'Throttling'), 'unknown', 'Throttling'],
    ['accepted, then not understood', http(200, 'SyntaxError'), 'unknown', 'SyntaxError'],
    ['aborted', { name: 'AbortError' }, 'unknown', 'AbortError'],
    ['nothing', undefined, 'unknown', 'Error'],
    ['a text', 'boom', 'unknown', 'Error'],
  ])('%s', (_, error, kind, reason) => expect(answerOf(error)).toEqual({ kind, reason }));

  it.each([
    new Error('Email address is not verified: anna@example.org'),
    { name: 'anna@example.org', code: 'to anna@example.org', $metadata: { httpStatusCode: 400 } },
  ])('is told without the error’s own words', (error) => {
    expect(JSON.stringify(answerOf(error))).not.toContain('anna');
  });
});
