import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { now } from '#shared/aws/clock.ts';
import { jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { type StageName, settingsOf } from '../settings.ts';
import { orRefused } from './or-refused.ts';
import type { Redriven, Site } from './site.ts';
import { Refused } from './wrong-use.ts';

/** What the stack of the pipeline says of itself (infra/pipeline-stack.ts). */
const outputs = z.object({
  OutAGENDATABLE: z.string(),
  OutNOTICESTABLE: z.string(),
  OutRESIDENTSTABLE: z.string(),
  OutRecords: z.string(),
  OutPseudonym: z.string(),
  OutEvaluations: z.url(),
  OutDeadLetters: jsonOf(z.record(z.string(), z.url())),
  OutScan: z.string(),
  OutRedrive: z.string(),
});

/** What the functions there run with. */
const configured = z.object({ Environment: z.object({ Variables: z.object({ SERVICES: jsonOf(servicesOn) }) }) });

/**
 * A deployed stage, found by the outputs of its stack and reached as whoever is signed in at AWS.
 * @throws Refused when the stack is not there, or was deployed before it said all that is needed
 */
export const stageSite = async (stage: StageName): Promise<Site> => {
  const settings = settingsOf(stage);
  const { region } = settings;
  const cloudFormation = new CloudFormationClient({ region });
  const lambda = new LambdaClient({ region });
  const sts = new STSClient({ region });
  const dynamo = new DynamoDBClient({ region });
  const others = {
    s3: new S3Client({ region }),
    sqs: new SQSClient({ region }),
    secrets: new SecretsManagerClient({ region }),
  };
  const out = await outputsOf(cloudFormation, `Tijdig-${stage}-Pipeline`);
  const asked = new GetFunctionConfigurationCommand({ FunctionName: out.OutScan });
  const { Environment } = configured.parse(await orRefused(lambda.send(asked)));
  return {
    name: stage,
    settings,
    services: Environment.Variables.SERVICES,
    tables: { agenda: out.OutAGENDATABLE, notices: out.OutNOTICESTABLE, residents: out.OutRESIDENTSTABLE },
    recordsBucket: out.OutRecords,
    evaluationsQueue: out.OutEvaluations,
    deadLetters: out.OutDeadLetters,
    pseudonymSecret: out.OutPseudonym,
    outside: {
      dynamo: DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } }),
      ...others,
    },
    now,
    who: async () => (await orRefused(sts.send(new GetCallerIdentityCommand({})))).Arn ?? 'unknown',
    redrive: () => redriven(lambda, out.OutRedrive),
    close: async () => {
      for (const client of [cloudFormation, lambda, sts, dynamo, ...Object.values(others)]) client.destroy();
    },
  };
};

const outputsOf = async (client: CloudFormationClient, StackName: string): Promise<z.infer<typeof outputs>> => {
  const { Stacks = [] } = await orRefused(client.send(new DescribeStacksCommand({ StackName })));
  const told = outputs.safeParse(
    Object.fromEntries((Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
  );
  if (told.success) return told.data;
  const missing = told.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Refused(`de stack ${StackName} mist ${missing}: zet eerst deze versie uit (cdk deploy)`);
};

const redriven = async (client: LambdaClient, FunctionName: string): Promise<Redriven> => {
  const { FunctionError, Payload } = await orRefused(client.send(new InvokeCommand({ FunctionName, Payload: '{}' })));
  if (FunctionError) throw new Refused('de functie Redrive liep vast: zie haar log');
  return JSON.parse(Payload?.transformToString() ?? '{}') as Redriven;
};
