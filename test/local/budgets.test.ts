import { describe, expect, test } from 'vitest';
import { budgetLines, exitCode, judge, type Measured } from '#infra/local/budgets/judge.ts';
import { measureBill, measureBundles } from '#infra/local/budgets/measure.ts';
import type { Bill } from '#infra/local/meter/bill.ts';
import { billOf } from '#infra/local/meter/bill.ts';
import { billLines } from '#infra/local/meter/bill-lines.ts';
import type { Metered } from '#infra/local/meter/meter.ts';
import { aNotice } from '#test/builders.ts';

const measured = (over: Partial<Measured> = {}): Measured => ({
  budget: 1,
  what: 'per e-mail',
  unit: 'WRU',
  allowed: 5.1,
  measured: 5.1,
  where: 'decide 2, dispatch-email 2, record 1.1',
  ...over,
});

describe('judging', () => {
  test.each([
    [5.1, true, 0],
    [5.100001, false, 1],
    [0, true, 0],
    [Number.NaN, false, 1],
  ])('%f of 5.1 allowed: met %s, exit code %i', (value, isMet, code) => {
    const verdicts = judge([measured({ measured: value })]);
    expect([verdicts[0]?.isMet, exitCode(verdicts)]).toEqual([isMet, code]);
  });
  test('one miss among many is a miss, and nothing at all is no success', () => {
    expect(exitCode(judge([measured(), measured({ measured: 9 }), measured()]))).toBe(1);
    expect(exitCode([])).toBe(1);
  });
  test('a miss is shown as a miss, with where it goes', () => {
    const lines = budgetLines(judge([measured(), measured({ measured: 7.2, what: 'per letter' })]));
    expect(lines[1]).toMatch(/^1 +per e-mail +≤ 5\.1 WRU +5\.1 WRU +ok$/);
    expect(lines[2]).toMatch(/^1 +per letter +≤ 5\.1 WRU +7\.2 WRU +MISS$/);
    expect(lines.at(-2)).toBe('1 per letter, WRU: decide 2, dispatch-email 2, record 1.1');
    expect(budgetLines(judge([measured()]))).toHaveLength(2);
  });
});

const email = aNotice({ state: 'DELIVERED', channel: 'email' });
const notice = `notice ${email.noticeId}` as const;
const spend = (caller: string, units: Metered['units'], about?: Metered['about'], charges = 1): Metered => ({
  caller,
  about,
  units,
  charges,
});
const bill = (metered: Metered[], over: Partial<Parameters<typeof billOf>[0]> = {}): Bill =>
  billOf({ metered, functions: [], logs: [], notices: [email], ...over });
const day = [
  spend('decide', { wru: 1 }, notice),
  spend('decide', { wru: 1, rru: 1 }, `agenda ${email.addresseeId}`),
  spend('dispatch-email', { wru: 2, rru: 4 }, notice),
  spend('record', { wru: 1, sqs: 0.9 }, notice),
  spend('scan', { rru: 6, scanned: 100 }, 'scan'),
  spend('load', { wru: 50 }),
];

describe('measuring', () => {
  const of = (all: readonly Measured[], what: string, unit: string) =>
    all.find((each) => each.what === what && each.unit === unit);

  test('holds the bill to each budget', () => {
    const all = measureBill(bill(day));
    expect(of(all, 'per e-mail', 'WRU')).toMatchObject({
      budget: 1,
      measured: 5,
      where: 'decide 2, dispatch-email 2, record 1',
    });
    expect(of(all, 'per e-mail', 'SQS requests')).toMatchObject({ budget: 2, measured: 0.9, allowed: 0.8 });
    expect(of(all, 'per resident scanned', 'RRU')).toMatchObject({ budget: 3, measured: 0.06, allowed: 0.065 });
    expect([...new Set(all.map(({ budget }) => budget))]).toEqual([1, 2, 3, 6]);
  });
  test('finds a scan that writes an agenda', () => {
    const all = measureBill(bill([...day, spend('scan', { wru: 2 }, 'agenda somebody')]));
    expect(of(all, 'scan, residents not due', 'WRU')).toMatchObject({ measured: 0.02, allowed: 0 });
  });
  test('has nothing to say of a channel by which nothing went', () =>
    expect(of(measureBill(bill(day)), 'per letter', 'WRU')?.measured).toBeNaN());
  test('takes the largest bundle of each kind, and names those that are too large', () => {
    const [small, large] = measureBundles({ scan: 500 * 1024, decide: 600 * 1024, 'close-batch': 1000 * 1024 });
    expect(small).toMatchObject({ budget: 5, measured: 600, where: 'decide 600' });
    expect(large).toMatchObject({ measured: 1000, where: '' });
  });
});

describe('the bill', () => {
  const letter = aNotice({
    noticeId: 'b#travel-document-expiry#PN-two#notice',
    addresseeId: 'b',
    channel: 'letter',
    state: 'SENT',
  });
  const stopped = aNotice({ noticeId: 'c#travel-document-expiry#PN-x#notice', addresseeId: 'c', state: 'SUPPRESSED' });
  const { channel: _, ...silent } = stopped;
  const notices = [email, letter, silent];

  test('a call that serves nobody in particular goes by what the function did besides', () => {
    const { perNotice, noMessage } = bill(
      [
        spend('decide', { wru: 3 }, notice, 3),
        spend('decide', { wru: 1 }, `notice ${stopped.noticeId}`, 1),
        spend('decide', { sqs: 4 }),
        spend('dispatch-email', { wru: 2 }, notice),
      ],
      { notices },
    );
    expect(perNotice.email).toMatchObject({ notices: 1, wru: 5, sqs: 3 });
    expect(noMessage).toMatchObject({ wru: 1, sqs: 1 });
  });
  test('an agenda without a notice of this run is for no message; a part is for the whole', () => {
    const merged = { ...letter, parts: [letter.noticeId, 'b#travel-document-expiry#NI-two#notice'] };
    const { perNotice, noMessage } = bill(
      [
        spend('dispatch-letter', { wru: 1 }, `notice ${merged.noticeId}`),
        spend('decide', { rru: 1 }, 'agenda stranger'),
        spend('decide', { wru: 1 }, 'notice b#travel-document-expiry#NI-two#notice'),
      ],
      { notices: [merged] },
    );
    expect([perNotice.letter.wru, noMessage.rru]).toEqual([2, 1]);
  });
  test('what was not sent after all is paid for by those that were', () => {
    const cancelled = aNotice({
      noticeId: 'd#travel-document-expiry#PN-y#notice',
      addresseeId: 'd',
      channel: 'email',
      state: 'CANCELLED',
    });
    const { perNotice } = bill(
      [
        spend('dispatch-email', { wru: 2 }, notice),
        spend('dispatch-email', { wru: 1 }, `notice ${cancelled.noticeId}`),
      ],
      { notices: [email, cancelled] },
    );
    expect(perNotice.email).toMatchObject({ notices: 1, wru: 3 });
  });
  test('logs count with the end of their line, and time by memory', () => {
    const { perNotice } = bill([spend('dispatch-email', { wru: 1 }, notice)], {
      functions: [{ name: 'dispatch-email', memory: 512, spent: { invocations: 1, billedMs: 100 } }],
      logs: [{ at: 'now', function: 'dispatch-email', line: { msg: 'ë' } }],
    });
    expect(perNotice.email).toMatchObject({ logBytes: 13, lambdaMs: 100, lambdaGbMs: 50, lambdaInvocations: 1 });
  });
  test('is told in a few lines', () => {
    const lines = billLines(bill(day));
    expect(lines[0]).toBe('what this would have cost on AWS');
    expect(lines[1]).toMatch(/^ {2}email {9}5 WRU, 5 RRU, 0\.90 SQS, \$\S+ per 1,000 \(1 sent\)$/);
    expect(lines[2]).toMatch(/^ {2}scan {10}0\.060 RRU per resident, \$0\.0075 per million \(100 scanned\)$/);
    expect(lines.some((line) => line.includes('letter  '))).toBe(false);
  });
});
