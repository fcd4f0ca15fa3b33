import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#infra/ops/registry.ts';
import { on } from '#test/builders.ts';
import { bsnOf, deliveryOf, lo3Day, startTown, type Town } from '#test/e2e/town.ts';
import { operate } from './operate.ts';

const TODAY = on('2026-11-24'); // a Tuesday
const SERVICE = 'travel-document-expiry';
const data = mkdtempSync(join(tmpdir(), 'tijdig-ops-'));
const at = ['--data', data] as const;
let town: Town;
let isRunning = true;
const people = [
  { name: 'Bakker', documents: { PN: lo3Day(TODAY, 70) } },
  { name: 'Smit', documents: { PN: lo3Day(TODAY, 70) }, curatele: true },
  { name: 'Visser', documents: { PN: lo3Day(TODAY, 95) } },
  { name: 'Jansen' },
];
const idOf = (name: string) => town.residentIdOf(bsnOf(name));

beforeAll(async () => {
  town = await startTown(TODAY, undefined, data);
  await town.runDay(TODAY, {
    deliveries: [{ key: `deliveries/persons-full-${TODAY}.csv`, content: deliveryOf(people) }],
  });
});
afterAll(async () => {
  if (isRunning) await town.stop();
});

/** Told in the embedded stack while it runs, in this order. */
describe('on a stack that runs', () => {
  it('status says how it stands', async () => {
    const { code, out } = await operate(['status', ...at]);
    expect(out).toMatch(/laatste dag +24-11-2026: 2 gepland, 2 klaar, afgesloten/);
    expect(out).toMatch(/1 zaak voor een medewerker/);
    expect(out).toMatch(/Er staat niets stil/);
    expect(code).toBe(0);
  });

  it('runs lists the days, and what came of them', async () => {
    const { out } = await operate(['runs', ...at]);
    expect(out).toMatch(/24-11-2026 +2 +2 +2 +0 {2}afgesloten/);
    expect(out).toMatch(/1 {2}verzonden/);
    expect(out).toMatch(/1 {2}voor een medewerker/);
    const { out: json } = await operate(['runs', '--last', '1', '--json', ...at]);
    expect(JSON.parse(json)).toMatchObject({
      runs: [{ date: TODAY, planned: 2, settled: 2, isOpen: false, states: { SENT: 1, HANDED_OVER: 1 }, leftOut: [] }],
      halts: [],
    });
  });

  it('halt keeps who, why and when; a second one changes nothing', async () => {
    const first = await operate(['halt', 'channel', 'letter', '--reason', 'drukker dicht', '--as', 'Anna', ...at]);
    expect(first.code).toBe(0);
    const again = await operate(['halt', 'channel', 'letter', '--reason', 'iets anders', '--as', 'Bea', ...at]);
    expect(again.code).toBe(1);
    expect(again.out).toMatch(/Stond al stil: kanaal brief, sinds 24-11-2026 \d\d:\d\d, door Anna: drukker dicht/);
    const { code, out } = await operate(['status', ...at]);
    expect(code).toBe(1);
    expect(out).toMatch(/Stilgezet:\n {2}kanaal brief.*door Anna: drukker dicht/);
    expect((await operate(['runs', ...at])).out).toMatch(/kanaal brief.*door Anna/);
  });

  it('what is halted stays, and goes out after resume', async () => {
    await town.runDay('2026-11-30'); // Visser’s window opens on the 29th
    expect((await town.outcome()).Visser).toBeUndefined();
    const waits = await operate(['why', '--resident', idOf('Visser'), '--service', SERVICE, ...at]);
    expect(waits.out).toMatch(/Wacht: kanaal brief, sinds .*, door Anna: drukker dicht/);

    const { code, out } = await operate(['resume', 'channel', 'letter', '--as', 'Bea', ...at]);
    expect([code, out]).toEqual([0, expect.stringMatching(/Gaat weer door: kanaal brief/)]);
    expect((await operate(['resume', 'channel', 'letter', ...at])).code).toBe(1);
    await town.runDay('2026-12-01');
    expect((await town.outcome()).Visser).toBe('SENT');
  });

  it('find gives the id and what is known by a BSN that is typed, and no name unless asked', async () => {
    const { code, out } = await operate(['find', ...at], bsnOf('Smit'));
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`kenmerk +${idOf('Smit')}`));
    expect(out).toMatch(/omdat er een curator is, en niet bekend is wie/);
    expect(out).not.toMatch(new RegExp(`A\\. Smit|${bsnOf('Smit')}`));
    expect((await operate(['find', '--show-name', ...at], bsnOf('Smit'))).out).toMatch(/naam +A\. Smit/);
    expect((await operate(['find', '--json', ...at], bsnOf('Smit'))).out).not.toMatch(new RegExp(bsnOf('Smit')));
    const unknown = await operate(['find', ...at], '999999990');
    expect([unknown.code, unknown.complaint]).toEqual([1, expect.not.stringMatching(/999999990/)]);
    expect(town.logs.filter(({ line }) => JSON.stringify(line).includes(bsnOf('Smit')))).toEqual([]);
  });

  it('why tells of one message, of a resident, and of nothing', async () => {
    const noticeId = (await town.notices()).find(({ state }) => state === 'SENT')?.noticeId as string;
    const one = await operate(['why', noticeId, ...at]);
    expect(one.out).toMatch(
      /Eerste bericht over het paspoort \(verzonden\)[\s\S]*verzonden, bij het sluiten van de drukronde/,
    );
    expect(one.out).not.toMatch(/Herinnering/);
    const handedOver = await operate(['why', '--resident', idOf('Smit'), '--service', SERVICE, ...at]);
    expect(handedOver.out).toMatch(/omdat er een curator is, en niet bekend is wie/);
    const nothing = await operate(['why', '--resident', idOf('Jansen'), '--service', SERVICE, ...at]);
    expect(nothing.out).toMatch(/De regel vindt in de registers niets/);
    expect((await operate(['why', '--resident', 'nobody', '--service', SERVICE, ...at])).code).toBe(1);
    expect((await operate(['why', `${idOf('Jansen')}#${SERVICE}#PN-x#notice`, ...at])).code).toBe(1);
  });

  it('reevaluate queues for one and for all, and for nobody who is not known', async () => {
    expect((await operate(['reevaluate', idOf('Bakker'), ...at])).code).toBe(0);
    expect((await operate(['reevaluate', 'all', ...at])).code).toBe(0);
    await town.drain();
    expect(town.deadLetters()).toEqual([]);
    expect((await operate(['reevaluate', 'nobody', ...at])).code).toBe(1);
  });

  it('nothing is resumed in tables that were put back', async () => {
    const setEpoch = (epoch: string) =>
      town.clients.documents.send(
        new UpdateCommand({
          TableName: town.tables.notices,
          Key: { pk: 'switch#halted', sk: 'switch' },
          UpdateExpression: 'SET epoch = :epoch',
          ExpressionAttributeValues: { ':epoch': epoch },
        }),
      );
    await setEpoch('restoring');
    const { code, complaint } = await operate(['resume', 'all', ...at]);
    expect([code, complaint]).toEqual([1, expect.stringMatching(/teruggezet uit een reservekopie/)]);
    expect((await operate(['redrive', ...at])).code).toBe(1);
    const status = await operate(['status', ...at]);
    expect([status.code, status.out]).toEqual([1, expect.stringMatching(/ALLES STAAT STIL/)]);
    await setEpoch(`1/${town.tables.agenda}/${town.tables.notices}`);
    expect((await operate(['status', ...at])).code).toBe(0);
  });

  it('redrive goes through what failed, and says when something stays', async () => {
    const { sqs } = town.clients;
    const put = (MessageBody: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl: town.queues['candidates-dead-letters'], MessageBody }));
    expect((await operate(['redrive', ...at])).out).toMatch(/Er lagen geen mislukte berichten/);
    await put('{"v":1,"date":"2026-11-24","candidates":[{"addresseeId":"x","entries":["y"]}]}');
    const of = await operate(['redrive', ...at]);
    expect([of.code, of.out]).toEqual([0, expect.stringMatching(/candidates +0 +0 +1 +0 +0/)]);
    await put('rubbish');
    const status = await operate(['status', ...at]);
    expect([status.code, status.out]).toEqual([1, expect.stringMatching(/mislukt +1 in candidates/)]);
    const parked = await operate(['redrive', ...at]);
    expect([parked.code, parked.out]).toEqual([1, expect.stringMatching(/candidates +0 +0 +0 +1 +0/)]);
  });
});

describe('on a data directory on which nothing runs', () => {
  beforeAll(async () => {
    await town.stop();
    isRunning = false;
  });

  it('everything is there, and time stands where it stood', async () => {
    const { out } = await operate(['runs', ...at]);
    expect(out).toMatch(/01-12-2026[\s\S]*30-11-2026[\s\S]*24-11-2026/);
    expect((await operate(['status', ...at])).out).toMatch(/nu +01-12-2026 17:/);
  });

  it('a halt is kept for the next run', async () => {
    expect((await operate(['halt', 'all', '--reason', 'feestdag', ...at])).code).toBe(0);
    expect((await operate(['reevaluate', 'all', ...at])).code).toBe(0);
    const again = await startTown(TODAY, undefined, data);
    await again.drain();
    expect(again.deadLetters()).toEqual([{ name: 'candidates-dead-letters', count: 1 }]);
    await again.stop();
    expect((await operate(['status', ...at])).out).toMatch(/alles, sinds 01-12-2026.*door onbekend: feestdag/);
  });

  it('a directory in which nothing ever ran is refused', async () => {
    const { code, complaint } = await operate(['status', '--data', join(data, 'nothing')]);
    expect([code, complaint]).toEqual([1, expect.stringMatching(/heeft nog niets gedraaid/)]);
  });
});

describe('wrong use', () => {
  it.each([
    [['unknown'], /er is geen opdracht unknown/],
    [['help', 'unknown'], /er is geen opdracht unknown/],
    [['status', 'more'], /more hoort hier niet bij/],
    [['status', '--unknown'], /unknown/i],
    [['runs', '--last', '0'], /geheel getal van 1 tot en met 366/],
    [['runs', '--last', 'ten'], /geheel getal/],
    [['halt', '--reason', 'x'], /all, service ID of channel NAAM/],
    [['halt', 'all'], /zeg waarom/],
    [['halt', 'all', '--reason', ' '], /zeg waarom/],
    [['halt', 'all', '--reason', 'x'.repeat(201)], /hooguit 200/],
    [['halt', 'service', 'unknown', '--reason', 'x'], /er is geen dienst unknown; er zijn travel-document-expiry/],
    [['halt', 'channel', '--reason', 'x'], /zeg welk kanaal; er zijn email, sms, letter/],
    [['halt', 'channel', 'email', 'sms', '--reason', 'x'], /sms hoort hier niet bij/],
    [['resume', 'pigeon'], /all, service ID of channel NAAM/],
    [['find', '123456782'], /^het nummer hoort niet op de opdrachtregel/],
    [['why'], /geef een BERICHT/],
    [['why', 'x'], /geen kenmerk van een bericht/],
    [['why', 'a#b#c#notice', '--resident', 'x'], /geef een BERICHT, of/],
    [['why', '--resident', 'x', '--service', 'unknown'], /er is geen dienst unknown/],
    [['reevaluate'], /zeg wie/],
    [['redrive', 'now'], /now hoort hier niet bij/],
  ])('%j', async (args, why) => {
    const { code, complaint } = await operate([...args, '--data', 'somewhere']);
    expect([code, complaint]).toEqual([2, expect.stringMatching(why)]);
  });

  it('a number that is no BSN is not repeated', async () => {
    const { code, complaint } = await operate(['find', ...at], '123456789');
    expect([code, complaint]).toEqual([2, expect.stringMatching(/elfproef/)]);
    expect(complaint).not.toMatch(/123456789/);
  });
});

it('help names every command, and each has its own', async () => {
  const { code, out } = await operate([]);
  expect(code).toBe(0);
  for (const { name, usage } of commands) {
    expect(out).toContain(`  ${name}`);
    const own = await operate(['help', name]);
    expect(own.out).toContain(`npm run ops -- ${name} ${usage}`.trimEnd());
    expect((await operate([name, '--help'])).out).toBe(own.out);
  }
});
