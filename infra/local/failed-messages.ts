import * as z from 'zod';

const answer = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * Which messages of a batch failed by what the function answered. Nothing, or an empty list, is success; an answer that
 * cannot be read, or that names a message that was not in the batch, fails the batch as a whole.
 * Source: AWS Lambda developer guide, reporting batch item failures.
 */
export const failedMessages = (answered: unknown, messageIds: readonly string[]): ReadonlySet<string> => {
  if (answered === null || answered === undefined) return new Set();
  const read = answer.safeParse(answered);
  const failed = read.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  if (!read.success || failed.some((id) => !messageIds.includes(id))) return new Set(messageIds);
  return new Set(failed);
};
