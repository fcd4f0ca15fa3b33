import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { embeddedTables } from '#test/embedded-tables.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import { fakeTables } from '#test/fakes/tables.ts';
import type { Target } from './contract.ts';

type Tables = {
  readonly documents: DynamoDBDocumentClient;
  /** Makes an item so large that a page holds two or three of them. */
  readonly fatten: (TableName: string, Key: Record<string, string>) => Promise<void>;
};

/** Items that a page of the fake holds. A page of DynamoDB ends at a megabyte. */
const PAGE = 2;
const A_THIRD_OF_A_PAGE = 'x'.repeat(330_000);

/** The tables that the stacks define, by the names that tests give them. */
export const TABLES = { Residents: ['residentId'], Agenda: ['addresseeId'], Notices: ['pk', 'sk'] } as const;

/** Lets whoever else is about to act do so first: two calls that were made together may be answered in between each other. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

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

/** How many of these came true. */
export const wins = async (all: readonly Promise<boolean>[]): Promise<number> =>
  (await Promise.all(all)).filter((isWon) => isWon).length;

export const twenty = <T>(make: (nth: number) => T): T[] => Array.from({ length: 20 }, (_, nth) => make(nth));
