import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import { entryOfWork } from '#shared/domain/work-item.ts';
import { worklist } from '#shared/store/worklist.ts';
import { allWork } from '#test/all-work.ts';
import { on } from '#test/builders.ts';
import { deliveryOf, lo3Day, startTown, type Town } from './town.ts';

const TUESDAY = on('2026-11-24');
const daysAfter = (days: number) => addDays(TUESDAY, days);
const NAMES = ['Aarts', 'Bosch', 'Claes', 'Dirks', 'Evers'];
const REPORT = 'reports/drukker-2026-11-25.csv';

/** One town whose letters went to the print house, and what that reported of them the next day. */
describe('what the print house reports', () => {
  let town: Town;
  let letters: Map<string, Notice>;
  let report: string;
  const outcomes = async () => {
    const named = (await town.notices())
      .filter(({ copy }) => copy !== undefined)
      .map(async (notice) => {
        const { addressee } = await town.copyOf(notice.copy as string);
        return `${addressee.name.slice(3)} ${entryKeyOf(notice.noticeId).stage}: ${notice.state}`;
      });
    return (await Promise.all(named)).sort();
  };
  const kept = async (pk: string) => {
    const { Items = [] } = await town.clients.documents.send(
      new QueryCommand({
        TableName: town.tables.notices,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      }),
    );
    return Items;
  };
  const put = async (key: string, content: string) => {
    town.upload(key, content, 'letters');
    await town.drain();
  };

  beforeAll(async () => {
    town = await startTown(TUESDAY);
    const people = NAMES.map((name) => ({ name, documents: { PN: lo3Day(TUESDAY, 80) } }));
    await town.runDay(TUESDAY, {
      deliveries: [{ key: `deliveries/persons-full-${TUESDAY}.csv`, content: deliveryOf(people) }],
    });
    const named = (await town.notices()).map(
      async (notice) => [(await town.copyOf(notice.copy as string)).addressee.name.slice(3), notice] as const,
    );
    letters = new Map(await Promise.all(named));
    const row = (name: string, rest: string) => `${TUESDAY};${letters.get(name)?.letterId};${rest}`;
    report = [
      'batch;letter;event;date;reason',
      row('Aarts', `accepted;${TUESDAY};`),
      row('Bosch', `despatched;${daysAfter(1)};`),
      row('Claes', `returned;${daysAfter(1)};moved`),
      row('Dirks', `refused;${daysAfter(1)};damaged`),
      row('Evers', `lost;${daysAfter(1)};`),
      row('Evers', `returned;${daysAfter(9)};`),
      row('Evers', 'returned'),
      `${TUESDAY};0000000000;returned;${daysAfter(1)};moved`,
      '',
    ].join('\r\n');
  });
  afterAll(() => town.stop());

  it('finds every letter sent', async () => {
    expect(await outcomes()).toEqual(NAMES.map((name) => `${name} notice: SENT`));
    expect(new Set([...letters.values()].map(({ batch }) => batch))).toEqual(new Set([TUESDAY]));
  });

  it('settles each letter by its row', async () => {
    town.clock.moveTo(new Date(`${daysAfter(1)}T07:00:00Z`));
    await put(REPORT, report);
    expect(await outcomes()).toEqual([
      'Aarts notice: SENT',
      'Bosch notice: SENT',
      'Claes notice: RETURNED',
      'Dirks notice: REJECTED',
      'Evers notice: SENT',
    ]);
    const closed = (await town.agendas()).map(({ suppressed }) => suppressed).filter(({ letter }) => letter);
    expect(closed).toEqual([{ letter: 'RETURNED' }]);
    expect(town.logged('print-report-taken')).toMatchObject([{ report: 'drukker-2026-11-25', events: 5 }]);
  });

  it('names the rows that it could not take, without what stood in them', () => {
    const rejects = town.file('records', 'rejects/reports/drukker-2026-11-25.ndjson').toString().trimEnd().split('\n');
    expect(rejects.map((line) => JSON.parse(line))).toMatchObject([
      { line: 6, field: 'event', reason: 'invalid-value' },
      { line: 7, field: 'date', reason: 'not-allowed' },
      { line: 8, field: '', reason: 'wrong-number-of-fields' },
    ]);
    expect(rejects.join()).not.toContain(letters.get('Evers')?.letterId);
    expect(town.logged('print-rows-rejected')).toMatchObject([{ report: 'drukker-2026-11-25', rejects: 3 }]);
  });

  it('keeps for a person what it says of a letter that is not ours', async () => {
    expect(await kept('orphan#0000000000')).toMatchObject([
      { provider: 'letter', type: 'returned', tag: `${TUESDAY}/0000000000` },
    ]);
    expect(town.logged('event-of-unknown-notice')).toHaveLength(1);
  });

  it('changes nothing when the same file comes again', async () => {
    const before = [await town.notices(), await town.agendas(), await kept('orphan#0000000000')];
    await put(REPORT, report);
    await put('reports/dezelfde.csv', report);
    expect([await town.notices(), await town.agendas(), await kept('orphan#0000000000')]).toEqual(before);
  });

  it('refuses a file that is none, and leaves other files alone', async () => {
    const before = await town.notices();
    await put('reports/namen.csv', 'naam;brief\nBakker;1\n');
    await put('other/report.csv', report);
    expect(town.logged('print-report-refused')).toMatchObject([
      { report: 'namen', reason: 'the first line of a report is batch;letter;event;date;reason' },
    ]);
    expect(await town.notices()).toEqual(before);
  });

  it('has a person look for who got no letter, and writes again to who got none printed', async () => {
    await town.runDay(daysAfter(1));
    await town.runDay(daysAfter(2));
    expect(await outcomes()).toEqual([
      'Aarts notice: SENT',
      'Bosch notice: SENT',
      'Claes notice: RETURNED',
      'Dirks notice: REJECTED',
      'Dirks recovery: SENT',
      'Evers notice: SENT',
    ]);
    const work = await allWork(worklist(town.clients.documents, town.tables.notices as string));
    const about = letters.get('Claes')?.addresseeId;
    expect(work.map((item) => [item.kind, item.reason, entryOfWork(item)?.stage, entryOfWork(item)?.about])).toEqual([
      ['letter-returned', 'moved', 'notice', about],
      ['handed-over', 'no-channel', 'recovery', about],
    ]);
    expect([town.deadLetters(), town.problems(), town.missed()]).toEqual([[], [], []]);
    expect(town.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
  });

  it('tells who is on duty when nobody looked within the promised days', async () => {
    expect(town.logged('work-overdue')).toEqual([]);
    await town.runDay(daysAfter(9));
    expect(town.logged('work-overdue')).toMatchObject([{ date: daysAfter(9), 'letter-returned': 1 }]);
    expect(town.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
  });
});
