import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { switches } from '#shared/store/switches.ts';
import { at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

let tables: EmbeddedTables;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());

it('is halted by one, and released by one', async () => {
  const { halt, release, halted, halts } = tables.switches;
  expect(await halts()).toEqual({ halted: [] });
  const five = Array.from({ length: 5 }, (_, n) =>
    halt('channel:email', `reason-${n}`, at('2026-11-24T09:05:00.000Z')),
  );
  expect((await Promise.all(five)).filter((isNew) => isNew)).toHaveLength(1);
  expect(await halt('channel:sms', 'spent', at('2026-11-24T09:06:00.000Z'))).toBe(true);
  expect([...(await halts()).halted].sort()).toEqual(['channel:email', 'channel:sms']);

  expect(await release('channel:email', at('2026-11-24T10:00:00.000Z'))).toBe(true);
  expect(await release('channel:email', at('2026-11-24T11:00:00.000Z'))).toBe(false);
  expect(await halts()).toEqual({ halted: ['channel:sms'], releasedAt: '2026-11-24T10:00:00.000Z' });
  expect(await halted(['all', 'channel:email'])).toBeUndefined();
  expect(await halted(['all', 'channel:sms'])).toBe('channel:sms');
  expect(await halt('channel:email', 'again', at('2026-11-24T12:00:00.000Z'))).toBe(true);
});

it('tells people why something is halted, since when and by whom, also what was written by hand', async () => {
  const { halt, release, explained, halts } = tables.switches;
  for (const name of (await halts()).halted) await release(name, at('2026-11-24T13:00:00.000Z'));
  await halt('all', 'fire', at('2026-11-24T14:00:00.000Z'), 'Anna');
  await tables.documents.send(
    new UpdateCommand({
      TableName: 'Notices',
      Key: { pk: 'switch#halted', sk: 'switch' },
      UpdateExpression: 'SET #name = :why',
      ExpressionAttributeNames: { '#name': 'channel:sms' },
      ExpressionAttributeValues: { ':why': 'because' },
    }),
  );
  const { halts: all, isRestored } = await explained();
  expect(isRestored).toBe(false);
  expect([...all].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'all', reason: 'fire', at: '2026-11-24T14:00:00.000Z', by: 'Anna' },
    { name: 'channel:sms' },
  ]);
  const others = switches(tables.documents, 'Notices', '2/another/epoch');
  await tables.switches.adoptEpoch();
  expect((await others.explained()).isRestored).toBe(true);
});
