import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { now } from '#shared/aws/clock.ts';
import { jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { type StageName, settingsOf } from '../settings.ts';
import { askAws, elements } from './ask-aws.ts';
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

const functionPath = (name: string): string => `/2015-03-31/functions/${encodeURIComponent(name)}`;

const FORM = 'application/x-www-form-urlencoded';

/**
 * A deployed stage, found by the outputs of its stack and reached as whoever is signed in at AWS.
 * @throws Refused when the stack is not there, or was deployed before it said all that is needed
 */
export const stageSite = async (stage: StageName, ask?: ReturnType<typeof askAws>): Promise<Site> => {
  const settings = settingsOf(stage);
  const { region } = settings;
  const asked = ask ?? askAws(region);
  const query = async (service: string, parameters: Readonly<Record<string, string>>) =>
    (await asked({ service, post: { contentType: FORM, body: new URLSearchParams(parameters).toString() } })).text;
  const StackName = `Tijdig-${stage}-Pipeline`;
  const xml = await query('cloudformation', { Action: 'DescribeStacks', Version: '2010-05-15', StackName });
  const values = elements(xml, 'OutputValue');
  const told = outputs.safeParse(
    Object.fromEntries(elements(xml, 'OutputKey').map((name, index) => [name, values[index]])),
  );
  if (!told.success) {
    const missing = told.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Refused(`de stack ${StackName} mist ${missing}: zet eerst deze versie uit (cdk deploy)`);
  }
  const out = told.data;
  const configuration = await asked({ service: 'lambda', path: `${functionPath(out.OutScan)}/configuration` });
  const services = configured.parse(JSON.parse(configuration.text)).Environment.Variables.SERVICES;
  const dynamo = new DynamoDBClient({ region });
  const others = {
    s3: new S3Client({ region }),
    sqs: new SQSClient({ region }),
    secrets: new SecretsManagerClient({ region }),
  };
  return {
    name: stage,
    settings,
    services,
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
    who: async () =>
      elements(await query('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' }), 'Arn')[0] ?? 'unknown',
    redrive: async () => {
      const path = `${functionPath(out.OutRedrive)}/invocations`;
      const post = { contentType: 'application/json', body: '{}' };
      const { text, headers } = await asked({ service: 'lambda', path, post });
      if (headers.get('x-amz-function-error')) throw new Refused('de functie Redrive liep vast: zie haar log');
      return JSON.parse(text) as Redriven;
    },
    close: async () => {
      for (const client of [dynamo, ...Object.values(others)]) client.destroy();
    },
  };
};
