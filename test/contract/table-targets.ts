import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { embeddedTables } from '#test/embedded-tables.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import { fakeTables } from '#test/fakes/tables.ts';
import type { Target } from './contract.ts';
import { turn } from './together.ts';

type Tables = {
  readonly documents: DynamoDBDocumentClient;
  /** Makes an item so large that a page holds two or three of them. */
  readonly fatten: (TableName: string, Key: Record<string, string>) => Promise<void>;
};

/** Items that a page of the fake holds. A page of DynamoDB ends at a megabyte. */
const PAGE = 2;
const A_THIRD_OF_A_PAGE = 'x'.repeat(330_000);

/** The tables that the stacks define, by the names that tests give them. */
const TABLES = { Residents: ['residentId'], Agenda: ['addresseeId'], Notices: ['pk', 'sk'] } as const;

export const tableTargets: readonly Target<Tables>[] = [
  {
    name: 'tables in memory',
    make: async () => {
      const tables = fakeTables(TABLES, { pageSize: PAGE });
      const { dynamo } = outsideOf(
        async (_, command) => {
          await turn();
          return tables.answer(command);
        },
        { now: () => '2026-11-24T09:05:00.000Z' as never, log: () => {} },
      );
      return { documents: dynamo, fatten: async () => {}, stop: async () => {} };
    },
  },
  {
    name: 'dynalite',
    make: async () => {
      const { documents, stop } = await embeddedTables();
      const fatten = async (TableName: string, Key: Record<string, string>): Promise<void> => {
        await documents.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'SET fat = :fat',
            ExpressionAttributeValues: { ':fat': A_THIRD_OF_A_PAGE },
          }),
        );
      };
      return { documents, fatten, stop };
    },
  },
];
