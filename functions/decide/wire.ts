import type * as z from 'zod';
import { candidatesEvent } from '#events/candidates.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendAll } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { wholeHashOf } from '#shared/aws/services-on.ts';
import { stageOf, TRIAL } from '#shared/domain/approval.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { servicesById } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { approvals } from '#shared/store/approvals.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { decideCandidate } from './decide-candidate.ts';
import { decidePack } from './decide-pack.ts';
import { doorbell } from './doorbell.ts';
import type { env } from './env.ts';
import { putDecision } from './put-decision.ts';

/** @param trial the messages that a version may send before its second approval; other than ours in the simulation alone */
export const wire = (
  environment: z.output<typeof env>,
  { dynamo, sqs, now, log }: Pick<Outside, 'dynamo' | 'sqs' | 'now' | 'log'>,
  trial = TRIAL,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, SERVICES, CANDIDATES_QUEUE_URL, DISPATCH_QUEUE_URLS } = environment;
  const serviceOf = servicesById(SERVICES);
  const notice = notices(dynamo, NOTICES_TABLE);
  const hashOf = wholeHashOf(SERVICES);
  const approval = approvals(dynamo, NOTICES_TABLE);
  const today = () => dayOf(now());
  const bell = doorbell((channel, messages) => sendAll(sqs, DISPATCH_QUEUE_URLS[channel] as string)(messages));
  return queueWorker(
    candidatesEvent,
    decidePack({
      today,
      switches: switches(dynamo, NOTICES_TABLE, tableEpochOf(environment)),
      stages: async () =>
        new Map(
          await Promise.all(
            Object.keys(SERVICES).map(async (id) => [id, stageOf(await approval.get(id, hashOf(id)))] as const),
          ),
        ),
      log,
      ringAll: bell.ringAll,
      requeue: sendAll(sqs, CANDIDATES_QUEUE_URL),
      decideOne: decideCandidate({
        agendas: agendas(dynamo, AGENDA_TABLE),
        notices: notice,
        put: putDecision({ notices: notice, serviceOf, hashOf, now }),
        ring: bell.add,
        serviceOf,
        takeSeat: (service, noticeId) => approval.takeSeat(service, hashOf(service), noticeId, now(), trial),
        today,
        log,
      }),
    }),
    log,
  );
};
