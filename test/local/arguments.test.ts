import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BadArgument, readArguments } from '#infra/local/arguments.ts';
import { clockFile } from '#infra/local/clock-file.ts';
import { firstDay } from '#infra/local/first-day.ts';

describe('the command line', () => {
  test('says what to do', () => {
    expect(readArguments(['--on', '2015-11-02', '--days', '3', '--data', 'kept', '--exit', '--no-backfill'])).toEqual({
      on: '2015-11-02',
      days: 3,
      data: 'kept',
      exit: true,
      backfill: false,
      help: false,
    });
  });

  test.each([
    ['--on', '2015-13-01'],
    ['--on', '2 november'],
    ['--days', '0'],
    ['--days', 'three'],
    ['--municipality', 'Den Haag'],
    ['--input', 'no-such-file.csv'],
    ['--input', 'package.json'], // without a municipality
    ['--data', 'package.json'],
    ['--out', 'package.json'],
    ['--speed', '2'],
    ['more'],
  ])('refuses %s %s', (...args) => {
    expect(() => readArguments(args)).toThrow(BadArgument);
  });

  test('refuses a file that would not fit in memory, and says what takes it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'input-')), 'large.csv');
    writeFileSync(file, '');
    truncateSync(file, 300 * 1024 * 1024);
    expect(() => readArguments(['--input', file, '--municipality', '0518'])).toThrow(
      /at most 256 MB; on AWS .* stream/,
    );
    rmSync(file);
  });
});

describe('the first day', () => {
  const on = (known: { now: string; next: string; asked: string[] } | undefined) => {
    const stored = clockFile();
    if (known) stored.save({ now: known.now, asked: known.asked });
    const clock = { now: () => new Date(known?.now ?? '2026-11-23T23:00:00Z') } as never;
    return (asked?: string) => firstDay({ stored, nextDay: () => known?.next, clock }, asked, '2026-11-24');
  };
  const later = { now: '2015-11-04T16:45:00.000Z', next: '2015-11-05', asked: ['2015-11-02'] };

  test('is the one that was asked for, else the one of the input', () => {
    expect(on(undefined)('2015-11-02')).toEqual({ day: '2015-11-02' });
    expect(on(undefined)()).toEqual({ day: '2026-11-24' });
  });

  test('is the next one on a directory that was used before, also for the same command', () => {
    expect(on(later)().day).toBe('2015-11-05');
    expect(on(later)('2015-11-02')).toEqual({ day: '2015-11-05', note: expect.stringContaining('2015-11-05') });
    expect(on(later)('2015-12-01')).toEqual({ day: '2015-12-01' });
  });

  test('is never in the past', () => {
    expect(() => on(later)('2015-11-03')).toThrow('time does not go back');
  });
});
