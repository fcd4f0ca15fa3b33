import { CfnOutput } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

type Props = { readonly letters: Bucket; readonly key: IKey; readonly account: string };

/** The role that the print house takes on: it reads closed batches and puts its reports, and nothing else there is. */
export class Printer extends Construct {
  constructor(scope: Construct, id: string, { letters, key, account }: Props) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new AccountPrincipal(account) });
    const statements = [
      { actions: ['s3:GetObject'], resources: [letters.arnForObjects('closed/*')] },
      {
        actions: ['s3:ListBucket'],
        resources: [letters.bucketArn],
        conditions: { StringLike: { 's3:prefix': 'closed/*' } },
      },
      { actions: ['s3:PutObject'], resources: [letters.arnForObjects('reports/*')] },
      { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] },
    ];
    for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
    new CfnOutput(this, 'RoleArn', { value: role.roleArn });
  }
}
