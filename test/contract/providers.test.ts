import { expect } from 'vitest';
import { providerEvent } from '#events/provider-event.ts';
import { type Report, reportOf } from '#functions/record/report-of.ts';
import type { Answer } from '#shared/channels/answer.ts';
import { emailChannel } from '#shared/channels/email.ts';
import { smsChannel } from '#shared/channels/sms.ts';
import { tagOf, tryOfTag } from '#shared/channels/tag.ts';
import { contract } from './contract.ts';
import { type Course, type Providers, providerTargets } from './provider-targets.ts';

const KEY = Buffer.from('7e'.repeat(32), 'hex');
const TRY = { noticeId: 'resident-a#travel-document-expiry#PN-one#notice', decidedOn: 3, attempt: 1 };

/** To whom, so that the local providers know what is to come of it. */
const ADDRESS: Readonly<Partial<Record<Course, string>>> = {
  bounces: 'bounce@example.org',
  complains: 'complaint@example.org',
};
const NUMBER: Readonly<Partial<Record<Course, string>>> = { bounces: '+31612345100', refused: '+31612345101' };

type Set = { readonly configurationSet: string; readonly tag: string; readonly from: string };
const mail = ({ during }: Providers, course: Course, over: Partial<Set> = {}): Promise<Answer> =>
  during(course, ({ ses }) => {
    const { configurationSet, ...said } = { ...{ configurationSet: 'Only-Set', from: 'post@town.example' }, ...over };
    const to = ADDRESS[course] ?? 'anna@example.org';
    const raw = Buffer.from('Subject: x\r\n\r\nx');
    return emailChannel(ses, { configurationSet, allowed: ['*'] }).send({ raw, to, tag: tagOf(KEY, TRY), ...said });
  });
const text = ({ during }: Providers, course: Course, over: Partial<Set> = {}): Promise<Answer> =>
  during(course, ({ texts }) => {
    const stage = { senderId: 'TOWN', configurationSet: 'Only-TextSet', protectConfiguration: 'Only-Protect' };
    const channel = smsChannel(texts, { ...stage, maxPrice: '0.30', allowed: ['*'], ...over });
    const to = NUMBER[course] ?? '+31612345110';
    return channel.send({ text: 'Gemeente: hallo', to, tag: tagOf(KEY, TRY), ttlSeconds: 3600 });
  });

/** What record makes of the events of one message, each of which must name it and our try. */
const reported = async ({ events }: Providers, { kind, ...answer }: Answer): Promise<Report[]> => {
  expect(kind).toBe('accepted');
  const reports = (await events()).map((event) => reportOf(providerEvent.parse(event)));
  for (const { messageId, about } of reports) {
    expect({ providerId: messageId }).toEqual(answer);
    expect('tag' in about && tryOfTag(KEY, about.tag)).toEqual(TRY);
  }
  return reports;
};
const states = (reports: readonly Report[]) => reports.flatMap(({ state }) => state ?? []);

contract('providers', providerTargets, (test) => {
  test('a mail that arrives is taken, and told of as sent and delivered', async (made) => {
    const reports = await reported(made, await mail(made, 'arrives'));
    expect(states(reports)).toEqual(['SENT', 'DELIVERED']);
    expect(reports.map(({ harm }) => harm)).not.toContain('channel');
  });

  test('a mail that bounces is taken, and its address told of as of no use', async (made) => {
    const reports = await reported(made, await mail(made, 'bounces'));
    expect(states(reports)).toEqual(['SENT', 'BOUNCED']);
    expect(reports.at(-1)).toMatchObject({ type: 'Bounce', harm: 'channel' });
  });

  test('a complaint comes after the delivery', async (made) => {
    const reports = await reported(made, await mail(made, 'complains'));
    expect(states(reports)).toEqual(['SENT', 'DELIVERED', 'COMPLAINED']);
  });

  test('a text that arrives is taken, and told of as delivered', async (made) => {
    const reports = await reported(made, await text(made, 'arrives'));
    expect(reports.map(({ type }) => type)).toEqual(['TEXT_SUCCESSFUL', 'TEXT_DELIVERED']);
    expect(states(reports).at(-1)).toBe('DELIVERED');
  });

  test('a text to no number is taken, and told of as such', async (made) => {
    const reports = await reported(made, await text(made, 'bounces'));
    expect(reports.map(({ type }) => type)).toEqual(['TEXT_SENT', 'TEXT_INVALID']);
    expect(states(reports).at(-1)).toBe('BOUNCED');
  });

  test('two messages have two ids', async (made) => {
    const answers = [await mail(made, 'arrives'), await mail(made, 'arrives'), await text(made, 'arrives')];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(3);
  });

  const NO: readonly [Course, Answer['kind'], string][] = [
    ['throttled', 'not-now', 'Throttling'],
    ['unreachable', 'not-now', 'ECONNREFUSED'],
    ['refused', 'refused', 'MessageRejected'],
    ['paused', 'paused', 'AccountSendingPausedException'],
    ['fails', 'unknown', 'InternalFailure'],
  ];
  for (const [course, kind, reason] of NO)
    test(`a mail that is ${course} is answered ${kind}`, async (made) => {
      expect(await mail(made, course)).toEqual({ kind, reason });
    });

  const NO_TEXT: readonly [Course, Answer['kind'], string][] = [
    ['throttled', 'not-now', 'ThrottlingException'],
    ['unreachable', 'not-now', 'ECONNREFUSED'],
    ['refused', 'refused', 'opted-out'],
    ['paused', 'paused', 'MONTHLY_SPEND_LIMIT_REACHED'],
    ['fails', 'unknown', 'InternalFailure'],
  ];
  for (const [course, kind, reason] of NO_TEXT)
    test(`a text that is ${course} is answered ${kind}`, async (made) => {
      expect(await text(made, course)).toEqual({ kind, reason });
    });

  test('what is not answered in time is unknown', async (made) => {
    for (const answer of [await mail(made, 'hangs'), await text(made, 'hangs')])
      expect(answer).toMatchObject({ kind: 'unknown' });
  });

  test('a sender, set or tag that was not set up is refused', async (made) => {
    expect(await mail(made, 'arrives', { configurationSet: 'None' })).toMatchObject({ kind: 'paused' });
    expect(await mail(made, 'arrives', { from: 'post@village.example' })).toMatchObject({ kind: 'paused' });
    expect(await mail(made, 'arrives', { tag: 'a b' })).toMatchObject({ kind: 'refused' });
    expect(await text(made, 'arrives', { configurationSet: 'None' })).toMatchObject({ kind: 'paused' });
    expect(await made.events()).toEqual([]);
  });
});
