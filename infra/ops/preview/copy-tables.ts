import { type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { isoDate } from '#shared/domain/dates.ts';
import type { LocalStack } from '../../local/stack.ts';
import type { Site } from '../site.ts';

/** Open accounts and batches of earlier runs, what lies with a person, and whose turn it is: their files are not copied. */
const LEFT_BEHIND = ['run#open', 'batch#', 'work#', 'orphan#', 'delivery#now'];
const AT_ONCE = 16;

/** What was there before: notices by id and version, so that what is decided now can be told apart, and the days that had a run. */
export type Before = { readonly decided: ReadonlySet<string>; readonly runs: ReadonlySet<string> };

export const decisionKey = ({
  noticeId,
  decidedOn,
}: {
  readonly noticeId: string;
  readonly decidedOn: number;
}): string => `${noticeId}@${decidedOn}`;

/** Copies residents, agendas and notices of a site onto a stack of its own. Nothing is written where they came from. */
export const copyTables = async (
  { tables, outside: { dynamo } }: Pick<Site, 'tables' | 'outside'>,
  to: Pick<LocalStack, 'tables' | 'clients'>,
  onCopied: (count: number) => void,
): Promise<Before> => {
  const decided = new Set<string>();
  const runs = new Set<string>();
  let copied = 0;
  for (const name of ['residents', 'agenda', 'notices'] as const)
    for await (const { Items = [] } of paginateScan(
      { client: dynamo },
      { TableName: tables[name], ConsistentRead: true },
    )) {
      const kept = Items.filter(({ pk }) => !LEFT_BEHIND.some((prefix) => String(pk).startsWith(prefix)));
      for (const { pk } of Items) if (isRun(pk)) runs.add(String(pk).slice('run#'.length));
      for (const { noticeId, decidedOn } of kept) if (noticeId) decided.add(decisionKey({ noticeId, decidedOn }));
      await putAll(to.clients.documents, to.tables[name] as string, kept);
      copied += kept.length;
      onCopied(copied);
    }
  return { decided, runs };
};

const isRun = (pk: unknown): boolean => /^run#/.test(String(pk)) && isoDate.safeParse(String(pk).slice(4)).success;

const putAll = async (
  documents: DynamoDBDocumentClient,
  TableName: string,
  items: readonly Record<string, unknown>[],
) => {
  for (let start = 0; start < items.length; start += AT_ONCE)
    await Promise.all(
      items.slice(start, start + AT_ONCE).map((Item) => documents.send(new PutCommand({ TableName, Item }))),
    );
};
