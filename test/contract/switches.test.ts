import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { switches } from '#shared/store/switches.ts';
import { at } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const NINE = at('2026-11-24T09:00:00.000Z');
const TEN = at('2026-11-24T10:00:00.000Z');

contract('switches', tableTargets, (test) => {
  test('is halted by one, and released by one', async ({ documents }) => {
    const { halt, release, halted, halts, reasons } = switches(documents, 'Notices', '1/A/N');
    expect(await halts()).toEqual({ halted: [] });
    expect(await halted(['all'])).toBeUndefined();
    expect(await release('all', NINE)).toBe(false);
    expect(await halts()).toEqual({ halted: [] });
    expect(await wins(twenty((n) => halt('channel:email', `reason-${n}`, NINE)))).toBe(1);
    expect(await halt('service:travel-document-expiry', 'by-hand', NINE)).toBe(true);
    expect([...(await halts()).halted].sort()).toEqual(['channel:email', 'service:travel-document-expiry']);
    expect(await halted(['all', 'service:travel-document-expiry', 'channel:email'])).toBe(
      'service:travel-document-expiry',
    );
    expect(await reasons()).toEqual(
      new Map([
        ['channel:email', expect.stringMatching(/^reason-/)],
        ['service:travel-document-expiry', 'by-hand'],
      ]),
    );
    expect(await wins(twenty(() => release('channel:email', TEN)))).toBe(1);
    expect(await halted(['all', 'channel:email'])).toBeUndefined();
    expect(await halts()).toEqual({ halted: ['service:travel-document-expiry'], releasedAt: TEN });
  });

  test('who halted first, why and when stays as it is', async ({ documents }) => {
    const { halt } = switches(documents, 'Notices', '1/A/N');
    await halt('all', 'first', NINE);
    expect(await halt('all', 'second', TEN)).toBe(false);
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: 'Notices',
        Key: { pk: 'switch#halted', sk: 'switch' },
        UpdateExpression: 'REMOVE nothing',
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toEqual({ pk: 'switch#halted', sk: 'switch', all: { reason: 'first', at: NINE } });
  });

  test('keeps the table epoch that it was first told, and halts under any other', async ({ documents }) => {
    const [one, two] = ['1/A/N', '2/A/N'].map((epoch) => switches(documents, 'Notices', epoch)) as [
      ReturnType<typeof switches>,
      ReturnType<typeof switches>,
    ];
    expect(await two.halted([])).toBeUndefined(); // none is kept yet
    expect(await wins(twenty(() => one.adoptEpoch()))).toBe(20);
    expect(await two.adoptEpoch()).toBe(false);
    expect([await one.halted([]), await two.halted(['all'])]).toEqual([undefined, 'epoch']);
    expect(await one.halts()).toEqual({ halted: [] });
    await two.settleEpoch();
    expect([await one.halted([]), await two.halted(['all'])]).toEqual(['epoch', undefined]);
    await one.halt('all', 'by-hand', NINE);
    expect([await one.halted(['all']), await two.halted(['all'])]).toEqual(['epoch', 'all']);
  });

  test('a release that was written by hand in another form is passed over', async ({ documents }) => {
    const { halts, release, halt } = switches(documents, 'Notices', '1/A/N');
    await halt('all', 'by-hand', NINE);
    await release('all', 'this morning' as typeof NINE);
    expect(await halts()).toEqual({ halted: [] });
  });
});
