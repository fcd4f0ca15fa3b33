import { providerEvent } from '#events/provider-event.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { tryOfTag } from '#shared/channels/tag.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { notices } from '#shared/store/notices.ts';
import { orphans } from '#shared/store/orphans.ts';
import { env } from './env.ts';
import { recordEvent } from './record-event.ts';

const { AGENDA_TABLE, NOTICES_TABLE } = readEnv(env);
const dynamo = documents();
const agenda = agendas(dynamo, AGENDA_TABLE);

export const handler = queueWorker(
  providerEvent,
  recordEvent({
    notices: notices(dynamo, NOTICES_TABLE),
    change: (addresseeId, by) => changeAgenda(agenda, addresseeId, by),
    keepOrphan: orphans(dynamo, NOTICES_TABLE).keep,
    read: tryOfTag,
    now,
    log,
  }),
);
