import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { env } from './env.ts';
import { wire } from './wire.ts';

export const handler = wire(readEnv(env), { dynamo: documents(), secrets: new SecretsManagerClient({}), now, log });
