import type * as z from 'zod';
import { scheduledEvent } from '#events/scheduled.ts';
import { getObject, putObject, putOnce } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { isEmpty, sendAll } from '#shared/aws/queue.ts';
import { closeBatch, settleLate } from '#shared/channels/print-batch.ts';
import type { Agenda, Channel } from '#shared/domain/agenda.ts';
import { servicesById } from '#shared/services/index.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { batches } from '#shared/store/batches.ts';
import { giveBack } from '#shared/store/give-back.ts';
import { notices } from '#shared/store/notices.ts';
import { plans } from '#shared/store/plans.ts';
import { residents } from '#shared/store/residents.ts';
import { runs } from '#shared/store/runs.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { worklist } from '#shared/store/worklist.ts';
import { afterCare } from './after-care.ts';
import { askedOnce } from './asked-once.ts';
import type { env } from './env.ts';
import { overdueWork } from './overdue-work.ts';
import { sweepRuns } from './sweep-runs.ts';
import { tendNotice } from './tend-notice.ts';

export const wire = (
  environment: z.output<typeof env>,
  { dynamo, s3, sqs, now, log }: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'now' | 'log'>,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, RESIDENTS_TABLE, RECORDS_BUCKET, LETTERS_BUCKET, SERVICES } = environment;
  const { CANDIDATES_QUEUE_URL, EVALUATE_QUEUE_URL, DISPATCH_QUEUE_URLS } = environment;
  const agenda = agendas(dynamo, AGENDA_TABLE);
  const notice = notices(dynamo, NOTICES_TABLE);
  const batch = batches(dynamo, NOTICES_TABLE);
  const work = worklist(dynamo, NOTICES_TABLE);
  const queueOf = (channel: Channel) => DISPATCH_QUEUE_URLS[channel] as string;
  const change = (addresseeId: string, by: (agenda: Agenda) => Agenda) => changeAgenda(agenda, addresseeId, by);
  const evaluate = (ids: readonly string[]) =>
    sendAll(sqs, EVALUATE_QUEUE_URL)([{ v: 1, kind: 'residents', ids: [...ids] }]);
  const switched = switches(dynamo, NOTICES_TABLE, tableEpochOf(environment));
  const print = {
    batches: batch,
    notices: notice,
    agendas: agenda,
    residents: residents(dynamo, RESIDENTS_TABLE),
    switches: switched,
    hashOf: (service: string) => SERVICES[service]?.whole,
    serviceOf: servicesById(SERVICES),
    letters: {
      get: getObject(s3, LETTERS_BUCKET),
      put: putObject(s3, LETTERS_BUCKET),
      putOnce: putOnce(s3, LETTERS_BUCKET),
    },
    now,
    log,
  };
  const sweep = () => {
    const halts = askedOnce(switched.halts);
    return sweepRuns({
      runs: runs(dynamo, NOTICES_TABLE),
      plans: plans({ get: getObject(s3, RECORDS_BUCKET), put: putObject(s3, RECORDS_BUCKET) }),
      notices: notice,
      batches: batch,
      switches: switched,
      closeBatch: closeBatch(print),
      queueCandidates: sendAll(sqs, CANDIDATES_QUEUE_URL),
      nothingToDecide: isEmpty(sqs, CANDIDATES_QUEUE_URL),
      halts,
      tend: tendNotice({
        notices: notice,
        agendas: agenda,
        ring: (channel, message) => sendAll(sqs, queueOf(channel))([message]),
        isQueueEmpty: askedOnce((channel) => isEmpty(sqs, queueOf(channel))()),
        halts,
        settleLate: settleLate(print),
        careFor: afterCare({
          change,
          giveBack: giveBack({ change, evaluate }),
          addWork: work.add,
          now,
        }),
        now,
        log,
      }),
      log,
    });
  };
  const tellOverdue = overdueWork({ overdue: work.overdue, log });
  return async (event: unknown) => {
    const scheduled = scheduledEvent.parse(event);
    const swept = await sweep()(scheduled);
    await tellOverdue(scheduled);
    return swept;
  };
};
