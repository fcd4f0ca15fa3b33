import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { orphans } from '#shared/store/orphans.ts';
import { type WorkItem, worklist } from '#shared/store/worklist.ts';
import { at, on } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty } from './together.ts';

const anItem: WorkItem = {
  ...{ kind: 'handed-over', subject: 'n', reason: 'no-address', due: on('2026-11-30') },
  at: at('2026-11-24T09:00:00.000Z'),
};
const anOrphan = { provider: 'email', type: 'Bounce', messageId: 'm-1', tag: 'x' } as const;
const NINE = at('2026-11-24T09:00:00.000Z');

contract('kept-once', tableTargets, (test) => {
  test('work is on the list once for each kind and subject, as it was put first', async ({ documents }) => {
    const { add } = worklist(documents, 'Notices');
    await add({ ...anItem, addresseeId: 'resident-a' });
    await Promise.all(twenty((n) => add({ ...anItem, reason: `${n}` })));
    await add({ ...anItem, subject: 'm' });
    await add({ ...anItem, kind: 'unknown-outcome' });
    const all = await everything(documents);
    expect(all.map(({ sk }) => sk).sort()).toEqual(['handed-over#m', 'handed-over#n', 'unknown-outcome#n']);
    expect(all.find(({ sk }) => sk === 'handed-over#n')).toEqual({
      ...{ pk: 'work#open', sk: 'handed-over#n', ...anItem, addresseeId: 'resident-a' },
    });
    expect(Object.keys(all.find(({ sk }) => sk === 'handed-over#m') ?? {})).not.toContain('addresseeId');
  });

  test('an event of nobody is kept once for each message, type and tag, with when it came first', async (made) => {
    const { keep } = orphans(made.documents, 'Notices');
    await keep({ ...anOrphan, at: NINE });
    await keep({ ...anOrphan, at: at('2026-11-25T09:00:00.000Z') });
    for (const over of [{ type: 'Delivery' }, { tag: 'y' }, { messageId: 'm-2' }])
      await Promise.all(twenty(() => keep({ ...anOrphan, ...over, at: NINE })));
    const all = await everything(made.documents);
    expect(all).toHaveLength(4);
    expect(all.filter(({ pk }) => pk === 'orphan#m-1')).toHaveLength(3);
    const first = all.find((item) => item.pk === 'orphan#m-1' && item.type === 'Bounce' && item.tag === 'x');
    expect(first).toMatchObject({ ...anOrphan, at: NINE, ttl: Date.parse('2027-12-29T00:00:00Z') / 1000 });
  });
});

const everything = async (documents: Parameters<typeof worklist>[0]): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName: 'Notices', ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};
