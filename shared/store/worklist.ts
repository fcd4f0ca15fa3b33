import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { held } from '#shared/aws/documents.ts';
import { instant, isoDate } from '#shared/domain/dates.ts';

/** Something a person must do. What they need to know is looked up by the ids; none of it lies here. */
export const workItem = z.object({
  kind: z.enum(['handed-over', 'unknown-outcome', 'bsn-contested', 'service-halted', 'run-halted']),
  /** The notice, resident, service or run it is about; with the kind it makes the item one. */
  subject: z.string(),
  addresseeId: z.string().optional(),
  reason: z.string(),
  due: isoDate,
  at: instant,
});
export type WorkItem = z.infer<typeof workItem>;

export const worklist = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** Adds an item, once. */
  add: async (item: WorkItem): Promise<void> => {
    const Item = { pk: 'work#open', sk: `${item.kind}#${item.subject}`, ...item };
    await held(documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })));
  },
});
export type Worklist = ReturnType<typeof worklist>;
