import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import { scheduledEvent } from '#events/scheduled.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { getObject, putObject } from '#shared/aws/objects.ts';
import { sendAll, sqsClient } from '#shared/aws/queue.ts';
import { ruleHashes } from '#shared/aws/services-on.ts';
import { deskAllowance } from '#shared/domain/desk-allowance.ts';
import { servicesById } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { epochs } from '#shared/store/epochs.ts';
import { plans } from '#shared/store/plans.ts';
import { runs } from '#shared/store/runs.ts';
import { env } from './env.ts';
import { scanAgendas } from './scan-agendas.ts';

const {
  AGENDA_TABLE,
  NOTICES_TABLE,
  RECORDS_BUCKET,
  CANDIDATES_QUEUE_URL,
  EVALUATE_QUEUE_URL,
  SERVICES,
  DESKS,
  SEGMENTS,
} = readEnv(env);
const dynamo = documents();
const s3 = new S3Client({});
const sqs = sqsClient();

const scan = scanAgendas({
  agendas: agendas(dynamo, AGENDA_TABLE),
  runs: runs(dynamo, NOTICES_TABLE),
  plans: plans({ get: getObject(s3, RECORDS_BUCKET), put: putObject(s3, RECORDS_BUCKET) }),
  epochs: epochs(dynamo, NOTICES_TABLE),
  queueCandidates: sendAll(sqs, CANDIDATES_QUEUE_URL),
  queueEvaluate: sendAll(sqs, EVALUATE_QUEUE_URL),
  serviceOf: servicesById(SERVICES),
  hashes: ruleHashes(SERVICES),
  allowances: Object.fromEntries(Object.entries(DESKS).map(([service, desk]) => [service, deskAllowance(desk)])),
  segments: SEGMENTS,
  now,
  log,
});

export const handler = middy((event: unknown) => scan(scheduledEvent.parse(event)));
