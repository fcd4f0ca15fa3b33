import { describe, expect, test } from 'vitest';
import { firingsOn, instantOf } from '#infra/local/cron.ts';

const NL = 'Europe/Amsterdam';
const firings = (expression: string, day: string) => firingsOn(expression, NL, day).map((at) => at.toISOString());

describe('when a schedule fires', () => {
  test('on the clock in the Netherlands, in winter and in summer', () => {
    expect(firings('cron(5 10 * * ? *)', '2015-11-02')).toEqual(['2015-11-02T09:05:00.000Z']);
    expect(firings('cron(5 10 * * ? *)', '2026-07-01')).toEqual(['2026-07-01T08:05:00.000Z']);
  });

  test('Monday to Friday only', () => {
    expect(firings('cron(30 17 ? * MON-FRI *)', '2026-11-27')).toHaveLength(1); // a Friday
    expect(firings('cron(30 17 ? * MON-FRI *)', '2026-11-28')).toEqual([]);
    expect(firings('cron(30 17 ? * 2-6 *)', '2026-11-29')).toEqual([]);
  });

  test('every quarter of an hour, however it is written', () => {
    for (const expression of [
      'cron(0/15 * * * ? *)',
      'cron(*/15 * * * ? *)',
      'cron(0,15,30,45 * ? * * *)',
      'rate(15 minutes)',
    ])
      expect(firings(expression, '2026-11-24')).toHaveLength(96);
  });

  test('not in an hour that spring skips, once in an hour that autumn repeats', () => {
    expect(firings('cron(30 2 * * ? *)', '2026-03-29')).toEqual([]);
    expect(firings('cron(30 2 * * ? *)', '2026-10-25')).toEqual(['2026-10-25T00:30:00.000Z']);
  });

  test('the hours around a change of the clock are the right ones', () => {
    expect(instantOf('2026-03-29', '01:59', NL)?.toISOString()).toBe('2026-03-29T00:59:00.000Z');
    expect(instantOf('2026-03-29', '03:00', NL)?.toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(instantOf('2026-10-25', '03:00', NL)?.toISOString()).toBe('2026-10-25T02:00:00.000Z');
  });

  test.each(['cron(5 10 L * ? *)', 'cron(5 25 * * ? *)', 'cron(5 10 * * ?)', 'rate(1 day)', 'at(2026-01-01T00:00:00)'])(
    '%s is not known, and is an error',
    (expression) => {
      expect(() => firings(expression, '2026-11-24')).toThrow(/known/);
    },
  );
});
