import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countOutcomes } from '#functions/record/count-outcomes.ts';
import { type Item, itemSize } from '#infra/local/meter/item-size.ts';
import type { Harm } from '#shared/domain/breaker.ts';
import { at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

let tables: EmbeddedTables;
let lines: string[];
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  lines = [];
  for (const Key of [
    { pk: 'breaker#email', sk: 'breaker' },
    { pk: 'switch#halted', sk: 'switch' },
  ])
    await tables.documents.send(new DeleteCommand({ TableName: 'Notices', Key }));
});

type Deps = Parameters<typeof countOutcomes>[0];
const outcomes = (over: Partial<Deps> = {}) =>
  countOutcomes({
    breakers: tables.breakers,
    switches: tables.switches,
    now: () => at('2026-11-24T10:00:00.000Z'),
    log: (msg, fields) => void lines.push(`${msg} ${JSON.stringify(fields)}`),
    ...over,
  });
const harms = async (count: number, harm: Harm = 'bounce', from = 0) => {
  for (let n = from; n < from + count; n += 1) await outcomes().harm('email', harm, `harm-${n}`);
};
const isHalted = async () => (await tables.switches.halted(['channel:email'])) !== undefined;
const resume = () =>
  tables.documents.send(
    new UpdateCommand({
      TableName: 'Notices',
      Key: { pk: 'switch#halted', sk: 'switch' },
      UpdateExpression: 'REMOVE #channel',
      ExpressionAttributeNames: { '#channel': 'channel:email' },
    }),
  );

describe('counting what becomes of messages', () => {
  it('halts a channel at the tenth bounce, says so once, and no other channel', async () => {
    await harms(9);
    expect(await isHalted()).toBe(false);
    await harms(1, 'bounce', 9);
    expect(await isHalted()).toBe(true);
    expect(await tables.switches.halted(['all', 'channel:sms', 'channel:letter'])).toBeUndefined();
    await harms(20, 'bounce', 100); // what was on its way when it was halted
    expect(lines).toEqual(['breaker-tripped {"channel":"email","reason":"bounce-rate"}']);
  });

  it('halts at the second complaint, not at the first', async () => {
    await harms(1, 'complaint');
    expect(await isHalted()).toBe(false);
    await harms(1, 'complaint', 1);
    expect(lines).toEqual(['breaker-tripped {"channel":"email","reason":"complaint-rate"}']);
  });

  it('counts a harm once that is reported again and again, also at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, () => outcomes().harm('email', 'bounce', 'the same')));
    expect(await tables.breakers.get('email')).toMatchObject({ outcomes: 1, bounces: [{ n: 1, key: 'the same' }] });
  });

  it('loses none of many that are reported at the same moment', async () => {
    const all = Array.from({ length: 9 }, (_, n) => outcomes().harm('email', 'bounce', `harm-${n}`));
    await Promise.all(all);
    expect((await tables.breakers.get('email')).bounces).toHaveLength(9);
    expect(await isHalted()).toBe(false);
  });

  it('lets good outcomes make up for bounces, and writes them once for a batch of events', async () => {
    let writes = 0;
    const breakers = {
      ...tables.breakers,
      addOutcomes: (...given: Parameters<typeof tables.breakers.addOutcomes>) => {
        writes += 1;
        return tables.breakers.addOutcomes(...given);
      },
    };
    await harms(9);
    const batch = outcomes({ breakers });
    for (let n = 0; n < 600; n += 1) batch.add('email');
    await batch.flush();
    await batch.flush();
    expect([writes, (await tables.breakers.get('email')).outcomes]).toEqual([1, 609]);
    await harms(9, 'bounce', 100);
    expect(await isHalted()).toBe(false);
    await harms(1, 'bounce', 200);
    expect(await isHalted()).toBe(true);
  });

  it('begins anew when an operator lets the channel go on', async () => {
    await harms(30);
    await resume();
    await harms(9, 'bounce', 100);
    expect(await isHalted()).toBe(false);
    await harms(1, 'bounce', 200);
    expect([await isHalted(), lines.length]).toEqual([true, 2]);
  });

  it('halts all the same when it was cut off before it could', async () => {
    await harms(9);
    const cut = { ...tables.switches, halt: () => Promise.reject(new Error('cut off')) };
    await expect(outcomes({ switches: cut }).harm('email', 'bounce', 'tenth')).rejects.toThrow('cut off');
    expect(await isHalted()).toBe(false);
    await outcomes().harm('email', 'bounce', 'tenth'); // the same event, given out again
    expect(await isHalted()).toBe(true);
    expect((await tables.breakers.get('email')).bounces).toHaveLength(10);
  });

  it('says nothing where the channel was halted before', async () => {
    const switches = { halted: tables.switches.halted, halt: async () => false };
    await harms(1, 'complaint');
    await outcomes({ switches }).harm('email', 'complaint', 'second');
    expect(lines).toEqual([]);
  });

  it('takes an event for done whose outcome could not be counted, and says so', async () => {
    const breakers = { ...tables.breakers, addOutcomes: () => Promise.reject(new Error('throttled')) };
    const batch = outcomes({ breakers });
    batch.add('email');
    await batch.flush();
    expect(lines).toEqual(['outcomes-not-counted {"channel":"email","count":1}']);
  });

  it('keeps its item below 1 KB', async () => {
    for (const [harm, count] of [
      ['bounce', 9],
      ['complaint', 1],
    ] as const)
      await harms(count, harm, 1_000_000);
    await outcomes().harm('email', 'bounce', 'f'.repeat(10));
    const Key = { pk: { S: 'breaker#email' }, sk: { S: 'breaker' } };
    const { Item } = await tables.documents.send(new GetItemCommand({ TableName: 'Notices', Key }));
    expect(itemSize(Item as unknown as Item)).toBeLessThan(1024);
  });
});
