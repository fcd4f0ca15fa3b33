import { getObject, putObject } from '#shared/aws/objects.ts';
import { runs } from '#shared/store/runs.ts';
import type { LocalStack } from '../../local/stack.ts';
import type { Site } from '../site.ts';

/** Copies the plans that the next run looks at: by what they name the guard counts what newly came due. */
export const copyPlans = async (
  { tables, recordsBucket, outside: { dynamo, s3 } }: Pick<Site, 'tables' | 'recordsBucket' | 'outside'>,
  { clients, buckets }: Pick<LocalStack, 'clients' | 'buckets'>,
): Promise<void> => {
  const newest = await runs(dynamo, tables.notices).newest();
  const counted = Object.values(newest?.counted ?? {}).map(({ plan }) => plan);
  const put = putObject(clients.s3, buckets.records as string);
  for (const key of new Set([...(newest ? [newest.plan] : []), ...counted])) {
    const plan = await getObject(s3, recordsBucket)(key);
    if (plan) await put(key, plan);
  }
};
