import type { Random } from '#infra/local/invented/random.ts';
import { switches } from '#shared/store/switches.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import type { Cloud, QueueName } from './cloud.ts';
import { deadLettersOf } from './cloud.ts';
import { SERVICE } from './deployment.ts';
import type { History } from './history.ts';
import type { Timeline } from './timeline.ts';

type Deps = {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly cloud: Cloud;
  readonly history: History;
  readonly unpause: () => void;
};

const HOUR = 3_600_000;
const BACK: readonly QueueName[] = ['deliveries', 'chunks', 'evaluations', 'events', 'candidates'];

/** Whoever is on duty: halts and resumes, has accounts opened again, and deals with what lies among the dead letters. */
export const operatorOf = ({ timeline, random, cloud, history, unpause }: Deps) => {
  const { dynamo } = outsideOf(async (_, command) => cloud.tables.answer(command), {
    now: () => timeline.instant(),
    log: () => {},
  });
  const store = switches(dynamo, 'Notices', '');
  const key = { pk: 'switch#halted', sk: 'switch' };

  const resume = (): void => {
    unpause();
    for (const halt of history.halts) halt.until = Math.min(halt.until, timeline.now());
    const item = cloud.tables.get('Notices', key);
    if (item)
      cloud.tables.answer({ constructor: { name: 'DeleteCommand' }, input: { TableName: 'Notices', Key: key } });
  };
  return {
    resume,
    halt: (): void => {
      const name = random.pick(['all', `service:${SERVICE}`, 'channel:email', 'channel:sms', 'channel:letter']);
      void store.halt(name, 'by-hand', timeline.instant());
      history.halts.push({ name, from: timeline.now(), until: Number.POSITIVE_INFINITY });
      timeline.after(random.between(1, 30) * HOUR, resume);
    },
    /** Puts what failed too often back to where it is looked at anew. */
    redrive: (): void => {
      for (const queue of BACK)
        for (const { body, handle } of cloud.queues.receive(deadLettersOf(queue), 100)) {
          cloud.queues.remove(deadLettersOf(queue), handle);
          cloud.queues.put(queue, body);
        }
      for (const queue of ['email', 'sms', 'letter'] as const)
        for (const { handle } of cloud.queues.receive(deadLettersOf(queue), 100))
          cloud.queues.remove(deadLettersOf(queue), handle);
    },
  };
};
