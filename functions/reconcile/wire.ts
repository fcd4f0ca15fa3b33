import type * as z from 'zod';
import { reconcileEvent } from '#events/reconcile.ts';
import { getObject, listObjects } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { ruleHashes } from '#shared/aws/services-on.ts';
import { TRIAL } from '#shared/domain/approval.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { serviceOf } from '#shared/services/index.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { approvals } from '#shared/store/approvals.ts';
import { batches } from '#shared/store/batches.ts';
import { copies } from '#shared/store/copies.ts';
import { epochs } from '#shared/store/epochs.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { worklist } from '#shared/store/worklist.ts';
import type { env } from './env.ts';
import { reconcile } from './reconcile.ts';

export const wire = (
  environment: z.output<typeof env>,
  { dynamo, s3, now, log }: Pick<Outside, 'dynamo' | 's3' | 'now' | 'log'>,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, RECORDS_BUCKET, LETTERS_BUCKET, SERVICES, SEGMENTS } = environment;
  const tableEpoch = tableEpochOf(environment);
  const agenda = agendas(dynamo, AGENDA_TABLE);
  const settle = reconcile({
    letters: { get: getObject(s3, LETTERS_BUCKET), list: listObjects(s3, LETTERS_BUCKET) },
    copies: copies({ get: getObject(s3, RECORDS_BUCKET), list: listObjects(s3, RECORDS_BUCKET) }),
    batches: batches(dynamo, NOTICES_TABLE),
    notices: notices(dynamo, NOTICES_TABLE),
    agendas: agenda,
    rememberSeat: ({ noticeId, serviceHash }) =>
      approvals(dynamo, NOTICES_TABLE).rememberSeat(entryKeyOf(noticeId).service, serviceHash, noticeId, now(), TRIAL),
    change: (addresseeId, by) => changeAgenda(agenda, addresseeId, by),
    addWork: worklist(dynamo, NOTICES_TABLE).add,
    switches: switches(dynamo, NOTICES_TABLE, tableEpoch),
    epochs: epochs(dynamo, NOTICES_TABLE),
    hashes: ruleHashes(SERVICES, tableEpoch),
    serviceOf,
    segments: SEGMENTS,
    now,
    log,
  });
  return (event: unknown) => settle(reconcileEvent.parse(event));
};
