import type * as z from 'zod';
import { chunk, chunkEvent } from '#events/chunk.ts';
import { getObject, putObject } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendAll } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { deliveries } from '#shared/store/deliveries.ts';
import { residents } from '#shared/store/residents.ts';
import { worklist } from '#shared/store/worklist.ts';
import type { env } from './env.ts';
import { loadChunk } from './load-chunk.ts';
import { loadPersons } from './load-persons.ts';
import { loadRows } from './load-rows.ts';
import { saveResident } from './save-resident.ts';
import { takersFor } from './takers.ts';

export const wire = (
  {
    INTAKE_BUCKET,
    RESIDENTS_TABLE,
    AGENDA_TABLE,
    NOTICES_TABLE,
    EVALUATE_QUEUE_URL,
    PSEUDONYM_SECRET,
    BSN_SECRET,
  }: z.output<typeof env>,
  { dynamo, s3, sqs, secrets, now, log }: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'secrets' | 'now' | 'log'>,
) => {
  const get = getObject(s3, INTAKE_BUCKET);
  const put = putObject(s3, INTAKE_BUCKET);
  const pseudonymKey = secret(PSEUDONYM_SECRET, secrets);
  const resident = residents(dynamo, RESIDENTS_TABLE);
  const agenda = agendas(dynamo, AGENDA_TABLE);
  const { markMissing } = resident;
  return queueWorker(
    chunkEvent,
    loadChunk({
      getChunk: async (key) => chunk.parse(JSON.parse(Buffer.from((await get(key)) ?? []).toString('utf8'))),
      putRejects: (key, lines) => put(key, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
      deliveries: deliveries(dynamo, NOTICES_TABLE),
      loadPersons: loadPersons({
        save: saveResident({ residents: resident, addWork: worklist(dynamo, NOTICES_TABLE).add, now }),
        markMissing,
        pseudonymKey,
        bsnKey: secret(BSN_SECRET, secrets),
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
      queueEvaluate: sendAll(sqs, EVALUATE_QUEUE_URL),
      log,
    }),
    log,
  );
};
