import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { now, wait } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { sqsClient } from '#shared/aws/queue.ts';
import { smsClient } from '#shared/channels/sms.ts';
import { smsEnv } from './env.ts';
import { wireSms } from './wire-sms.ts';

export const handler = wireSms(readEnv(smsEnv), {
  dynamo: documents(),
  s3: new S3Client({}),
  sqs: sqsClient(),
  texts: smsClient(),
  secrets: new SecretsManagerClient({}),
  now,
  wait,
  log,
});
