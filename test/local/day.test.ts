import { expect, test } from 'vitest';
import { simulatedClock } from '#infra/local/clock.ts';
import { clockFile } from '#infra/local/clock-file.ts';
import { dayDriver } from '#infra/local/day.ts';
import type { ScheduleUp } from '#infra/local/world.ts';

const schedule = (name: string, expression: string): ScheduleUp => ({
  name,
  arn: `arn:${name}`,
  expression,
  timeZone: 'Europe/Amsterdam',
  target: { arn: 'arn:target', input: '{}' },
});
const SCHEDULES = [
  schedule('sweep', 'cron(0/15 * * * ? *)'),
  schedule('close-batch', 'cron(30 17 ? * MON-FRI *)'),
  schedule('scan', 'cron(5 10 * * ? *)'),
  schedule('backfill', 'cron(5 5 * * ? *)'),
];

const driven = (start: string, stored = clockFile(), killedAt?: string) => {
  const clock = simulatedClock(new Date(start));
  const happened: string[] = [];
  const local = (at: Date) => at.toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' }).slice(0, 16);
  const driver = dayDriver({
    schedules: SCHEDULES,
    clock,
    stored,
    upload: (key) => happened.push(`${local(clock.now())} ${key}`),
    fire: async ({ name }, at) => {
      happened.push(`${local(at)} ${name}`);
      if (name === killedAt) throw new Error('killed');
    },
    drain: async () => {},
  });
  return { ...driver, clock, happened, stored };
};
const deliveries = [
  { key: 'a.csv', content: '' },
  { key: 'b.csv', content: '' },
];

test('a day happens in order of time, with deliveries at six and a sweep now and then', async () => {
  const { runDay, happened } = driven('2015-11-01T23:00:00Z');
  await runDay('2015-11-02', { deliveries });
  expect(happened).toEqual([
    '2015-11-02 05:05 backfill',
    '2015-11-02 06:00 a.csv',
    '2015-11-02 06:00 b.csv',
    '2015-11-02 10:05 scan',
    '2015-11-02 10:30 sweep',
    '2015-11-02 11:15 sweep',
    '2015-11-02 14:15 sweep',
    '2015-11-02 17:30 close-batch',
    '2015-11-02 17:45 sweep',
  ]);
});

test.each([
  ['2026-11-27', true, 'a Friday'],
  ['2026-11-28', false, 'a Saturday'],
  ['2026-12-25', false, 'Christmas, a Friday'],
])('letters go out on %s: %s (%s)', async (day, closing) => {
  expect(await driven(`${day}T00:00:00Z`).runDay(day)).toEqual({ closing });
});

test('a day that was cut off goes on at the moment it was cut off in, and deliveries come at once', async () => {
  const stored = clockFile();
  await expect(driven('2015-11-01T23:00:00Z', stored, 'scan').runDay('2015-11-02')).rejects.toThrow('killed');
  const again = driven(stored.read()?.now ?? '', stored);
  expect(again.nextDay()).toBe('2015-11-02');
  await again.runDay('2015-11-02', { deliveries });
  expect(again.happened.slice(0, 4)).toEqual([
    '2015-11-02 10:05 a.csv',
    '2015-11-02 10:05 b.csv',
    '2015-11-02 10:05 scan',
    '2015-11-02 10:30 sweep',
  ]);
  expect(again.nextDay()).toBe('2015-11-03');
});

test('a finished day is not run again', async () => {
  const stored = clockFile();
  await driven('2015-11-01T23:00:00Z', stored).runDay('2015-11-02');
  const again = driven(stored.read()?.now ?? '', stored);
  await again.runDay('2015-11-02');
  expect(again.happened).toEqual([]);
});

test('a schedule can be left out', async () => {
  const { runDay, happened } = driven('2015-11-01T23:00:00Z');
  await runDay('2015-11-02', { without: ['backfill', 'sweep'] });
  expect(happened).toEqual(['2015-11-02 10:05 scan', '2015-11-02 17:30 close-batch']);
});

test('the clock never goes back', () => {
  const clock = simulatedClock(new Date('2015-11-02T12:00:00Z'));
  clock.moveTo(new Date('2015-11-02T09:00:00Z'));
  expect(clock.now().toISOString() >= '2015-11-02T12:00:00').toBe(true);
});
