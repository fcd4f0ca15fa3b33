import type * as z from 'zod';
import { chunkEvent } from '#events/chunk.ts';
import { deliveryEvent } from '#events/delivery.ts';
import { dispatchEvent } from '#events/dispatch.ts';
import { evaluateEvent } from '#events/evaluate.ts';
import { providerEvent } from '#events/provider-event.ts';
import { deadLetters } from '#shared/aws/dead-letters.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendAll, sendBody } from '#shared/aws/queue.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { giveBack } from '#shared/store/give-back.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { cancelNotice } from './cancel-notice.ts';
import type { env } from './env.ts';
import { type DeadQueue, redrive } from './redrive.ts';
import { readAs, sentBack, sentBackToday } from './settle.ts';

/** Milliseconds that ten dead letters may take: with fewer left the rest is for the next time. */
const TIME_FOR_TEN = 15_000;

type Context = { readonly getRemainingTimeInMillis: () => number };

export const wire = (
  environment: z.output<typeof env>,
  { dynamo, sqs, now, log }: Pick<Outside, 'dynamo' | 'sqs' | 'now' | 'log'>,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, RETURNING_QUEUES, DISPATCH_DEAD_LETTERS_URLS } = environment;
  const agenda = agendas(dynamo, AGENDA_TABLE);
  const { deliveries, chunks, evaluations, candidates, events } = RETURNING_QUEUES;
  const cancel = cancelNotice({
    notices: notices(dynamo, NOTICES_TABLE),
    agendas: agenda,
    giveBack: giveBack({
      change: (addresseeId, by) => changeAgenda(agenda, addresseeId, by),
      evaluate: (ids) => sendAll(sqs, evaluations.to)([{ v: 1, kind: 'residents', ids: [...ids] }]),
    }),
    now,
    log,
  });
  const queue = (name: string, from: string, settle: DeadQueue['settle']): DeadQueue => ({
    name,
    settle,
    ...deadLetters(sqs, from),
  });
  const to = ({ to }: { readonly to: string }) => sendBody(sqs, to);
  const run = redrive({
    queues: [
      ...Object.entries(DISPATCH_DEAD_LETTERS_URLS).map(([channel, from]) =>
        queue(`dispatch-${channel}`, from, readAs(dispatchEvent, cancel)),
      ),
      queue(
        'candidates',
        candidates.from,
        sentBackToday(() => dayOf(now()), to(candidates)),
      ),
      queue('evaluations', evaluations.from, sentBack(evaluateEvent, to(evaluations))),
      queue('chunks', chunks.from, sentBack(chunkEvent, to(chunks))),
      queue('deliveries', deliveries.from, sentBack(deliveryEvent, to(deliveries))),
      queue('events', events.from, sentBack(providerEvent, to(events))),
    ],
    switches: switches(dynamo, NOTICES_TABLE, tableEpochOf(environment)),
    log,
  });
  return (_: unknown, context: Context) => run(() => context.getRemainingTimeInMillis() > TIME_FOR_TEN);
};
