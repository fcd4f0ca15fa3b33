import type * as z from 'zod';
import { scheduledEvent } from '#events/scheduled.ts';
import { getObject, putObject } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendAll } from '#shared/aws/queue.ts';
import { ruleHashes, wholeHashOf } from '#shared/aws/services-on.ts';
import { TRIAL } from '#shared/domain/approval.ts';
import { leastOf } from '#shared/domain/capacity.ts';
import { withLimits } from '#shared/domain/limits.ts';
import { servicesById } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { approvals } from '#shared/store/approvals.ts';
import { deliveries } from '#shared/store/deliveries.ts';
import { epochs } from '#shared/store/epochs.ts';
import { notices } from '#shared/store/notices.ts';
import { plans } from '#shared/store/plans.ts';
import { runs } from '#shared/store/runs.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { worklist } from '#shared/store/worklist.ts';
import type { env } from './env.ts';
import { scanAgendas } from './scan-agendas.ts';

/** @param trial the messages that a version may send before its second approval; other than ours in the simulation alone */
export const wire = (
  environment: z.output<typeof env>,
  { dynamo, s3, sqs, now, log }: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'now' | 'log'>,
  trial = TRIAL,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, RECORDS_BUCKET, SERVICES, CAPACITIES, LIMITS, SEGMENTS } = environment;
  const { CANDIDATES_QUEUE_URL, EVALUATE_QUEUE_URL } = environment;
  const tableEpoch = tableEpochOf(environment);
  const serviceOf = servicesById(SERVICES);
  const scan = scanAgendas({
    agendas: agendas(dynamo, AGENDA_TABLE),
    runs: runs(dynamo, NOTICES_TABLE),
    plans: plans({ get: getObject(s3, RECORDS_BUCKET), put: putObject(s3, RECORDS_BUCKET) }),
    notices: notices(dynamo, NOTICES_TABLE),
    epochs: epochs(dynamo, NOTICES_TABLE),
    approvals: approvals(dynamo, NOTICES_TABLE),
    deliveries: deliveries(dynamo, NOTICES_TABLE),
    switches: switches(dynamo, NOTICES_TABLE, tableEpoch),
    addWork: worklist(dynamo, NOTICES_TABLE).add,
    queueCandidates: sendAll(sqs, CANDIDATES_QUEUE_URL),
    queueEvaluate: sendAll(sqs, EVALUATE_QUEUE_URL),
    serviceOf: (id) => {
      const service = serviceOf(id);
      return service && withLimits(service, LIMITS[id]);
    },
    hashes: ruleHashes(SERVICES, tableEpoch),
    versionOf: wholeHashOf(SERVICES),
    allowances: Object.fromEntries(
      Object.entries(CAPACITIES).map(([service, capacities]) => [service, leastOf(capacities)]),
    ),
    trial,
    segments: SEGMENTS,
    now,
    log,
  });
  return (event: unknown) => scan(scheduledEvent.parse(event));
};
