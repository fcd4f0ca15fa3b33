import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { orphans } from '#shared/store/orphans.ts';
import { at } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty } from './together.ts';

const anOrphan = { provider: 'email', type: 'Bounce', messageId: 'm-1', tag: 'x' } as const;
const NINE = at('2026-11-24T09:00:00.000Z');

contract('kept-once', tableTargets, (test) => {
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

const everything = async (documents: Parameters<typeof orphans>[0]): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName: 'Notices', ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};
