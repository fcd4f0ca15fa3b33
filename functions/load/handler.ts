import { S3Client } from '@aws-sdk/client-s3';
import { chunk, chunkEvent } from '#events/chunk.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { getObject, putObject } from '#shared/aws/objects.ts';
import { sendAll, sqsClient } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { deliveries } from '#shared/store/deliveries.ts';
import { residents } from '#shared/store/residents.ts';
import { worklist } from '#shared/store/worklist.ts';
import { env } from './env.ts';
import { loadChunk } from './load-chunk.ts';
import { loadPersons } from './load-persons.ts';
import { loadRows } from './load-rows.ts';
import { saveResident } from './save-resident.ts';
import { takersFor } from './takers.ts';

const {
  INTAKE_BUCKET,
  RESIDENTS_TABLE,
  AGENDA_TABLE,
  NOTICES_TABLE,
  EVALUATE_QUEUE_URL,
  PSEUDONYM_SECRET,
  BSN_SECRET,
} = readEnv(env);
const dynamo = documents();
const s3 = new S3Client({});
const get = getObject(s3, INTAKE_BUCKET);
const put = putObject(s3, INTAKE_BUCKET);
const pseudonymKey = secret(PSEUDONYM_SECRET);
const resident = residents(dynamo, RESIDENTS_TABLE);
const agenda = agendas(dynamo, AGENDA_TABLE);
const markMissing = resident.markMissing;

export const handler = queueWorker(
  chunkEvent,
  loadChunk({
    getChunk: async (key) => chunk.parse(JSON.parse(Buffer.from((await get(key)) ?? []).toString('utf8'))),
    putRejects: (key, lines) => put(key, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    deliveries: deliveries(dynamo, NOTICES_TABLE),
    loadPersons: loadPersons({
      save: saveResident({ residents: resident, addWork: worklist(dynamo, NOTICES_TABLE).add, now }),
      markMissing,
      pseudonymKey,
      bsnKey: secret(BSN_SECRET),
    }),
    loadRows: loadRows({
      takers: takersFor({
        changeAgenda: (addresseeId, by) => changeAgenda(agenda, addresseeId, by),
        residents: resident,
      }),
      pseudonymKey,
    }),
    markMissing: async (ids) => {
      for (const id of ids) await markMissing(id);
    },
    queueEvaluate: sendAll(sqsClient(), EVALUATE_QUEUE_URL),
    log,
  }),
);
