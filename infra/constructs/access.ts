import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

type Allowed = { readonly allow: (actions: readonly string[], ...resources: readonly string[]) => void };
type AllowedIf = {
  readonly allowIf: (
    actions: readonly string[],
    conditions: Record<string, unknown>,
    ...resources: readonly string[]
  ) => void;
};
type TableAction = 'GetItem' | 'BatchGetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'Scan';

const onTable =
  (table: Table) =>
  (to: Allowed, ...actions: readonly TableAction[]): void =>
    to.allow(
      actions.map((action) => `dynamodb:${action}`),
      table.tableArn,
    );

/** What a function may do with tables, objects and secrets: a sentence each, and exactly the actions it names. */
export const access = (registers: { readonly residents: Table; readonly agenda: Table; readonly notices: Table }) => ({
  residents: onTable(registers.residents),
  agenda: onTable(registers.agenda),
  notices: onTable(registers.notices),
  read: (to: Allowed, bucket: Bucket, ...prefixes: readonly string[]): void =>
    to.allow(['s3:GetObject'], ...prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`))),
  write: (to: Allowed, bucket: Bucket, ...prefixes: readonly string[]): void =>
    to.allow(['s3:PutObject'], ...prefixes.map((prefix) => bucket.arnForObjects(`${prefix}/*`))),
  list: (to: AllowedIf, bucket: Bucket, prefix: string): void =>
    to.allowIf(['s3:ListBucket'], { StringEquals: { 's3:prefix': `${prefix}/` } }, bucket.bucketArn),
  secret: (to: Allowed, ...secrets: readonly Secret[]): void =>
    to.allow(['secretsmanager:GetSecretValue'], ...secrets.map(({ secretArn }) => secretArn)),
});
