import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SESClient } from '@aws-sdk/client-ses';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '#shared/domain/dates.ts';
import type { log } from './log.ts';

/**
 * All that a function reaches outside itself. A handler makes what it needs once, at cold start; the simulation makes its own,
 * so that it runs the very wiring that is deployed. Types only: a bundle holds no client that its function does not name.
 */
export type Outside = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly ses: SESClient;
  readonly texts: PinpointSMSVoiceV2Client;
  readonly secrets: SecretsManagerClient;
  readonly now: () => Instant;
  /** Comes back after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly log: typeof log;
};
