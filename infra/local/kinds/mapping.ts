import * as z from 'zod';
import type { Kind } from '../kind.ts';

const properties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().default(10),
  Enabled: z.coerce.boolean().default(true),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.undefined({ error: 'a filter on a mapping is not known here' }).optional(),
});

/** A queue that feeds a function. The batching window is not waited for: locally nothing is gained by it. */
export const mapping: Kind = {
  type: 'AWS::Lambda::EventSourceMapping',
  identify: ({ physical }) => ({ ref: physical, attributes: { Id: physical } }),
  bringUp: (found, { mappings, queues, functions }) => {
    const { EventSourceArn, FunctionName, Enabled, ...given } = properties.parse(found.properties);
    const queue = queues.find(({ arn }) => arn === EventSourceArn);
    const target = functions.find(({ arn }) => arn === FunctionName || arn.endsWith(`:${FunctionName}`));
    if (!queue || !target) throw new Error(`${found.name}: only a queue of this app can feed a function of this app`);
    if (!Enabled) return;
    mappings.push({
      queue,
      function: target,
      batchSize: given.BatchSize,
      concurrency: Math.min(target.workers, given.ScalingConfig?.MaximumConcurrency ?? target.workers),
      partial: given.FunctionResponseTypes.length > 0,
    });
  },
};
