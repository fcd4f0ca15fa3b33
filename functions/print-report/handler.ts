import { S3Client } from '@aws-sdk/client-s3';
import { now } from '#shared/aws/clock.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { sqsClient } from '#shared/aws/queue.ts';
import { env } from './env.ts';
import { wire } from './wire.ts';

export const handler = wire(readEnv(env), { s3: new S3Client({}), sqs: sqsClient(), now, log });
