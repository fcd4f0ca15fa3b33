import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { env } from './env.ts';
import { wire } from './wire.ts';

export const handler = middy(wire(readEnv(env), { dynamo: documents(), s3: new S3Client({}), now, log }));
