import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { now, wait } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { sqsClient } from '#shared/aws/queue.ts';
import { composeEmail } from '#shared/channels/compose-email.ts';
import { sesClient } from '#shared/channels/email.ts';
import { emailEnv } from './env.ts';
import { wireEmail } from './wire-email.ts';

export const handler = wireEmail(
  readEnv(emailEnv),
  {
    dynamo: documents(),
    s3: new S3Client({}),
    sqs: sqsClient(),
    ses: sesClient(),
    secrets: new SecretsManagerClient({}),
    now,
    wait,
    log,
  },
  composeEmail,
);
