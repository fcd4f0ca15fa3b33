import middy from '@middy/core';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { sqsClient } from '#shared/aws/queue.ts';
import { env } from './env.ts';
import { wire } from './wire.ts';

export const handler = middy(wire(readEnv(env), { dynamo: documents(), sqs: sqsClient(), now, log }));
