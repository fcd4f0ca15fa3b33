import type { EvaluateEvent } from '#events/evaluate.ts';
import { sendAll } from '#shared/aws/queue.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { Command } from '../command.ts';
import { storesOf } from '../stores.ts';
import { Refused, WrongUse } from '../wrong-use.ts';

type Deps = {
  readonly residents: Pick<Residents, 'get'>;
  readonly queue: (messages: readonly EvaluateEvent[]) => Promise<void>;
  readonly segments: number;
};

/**
 * Has agendas evaluated anew: of one resident, or of all by page as a backfill does, without a claim to have proved anything.
 * @throws Refused when nobody is known by that id
 */
const reevaluate =
  ({ residents, queue, segments }: Deps) =>
  async (whom: string): Promise<void> => {
    if (whom === 'all')
      return queue(Array.from({ length: segments }, (_, segment) => ({ v: 1, kind: 'page', filter: 'all', segment })));
    if (!(await residents.get(whom))) throw new Refused(`er is geen inwoner ${whom}`);
    return queue([{ v: 1, kind: 'residents', ids: [whom] }]);
  };

export const reevaluateCommand: Command = {
  name: 'reevaluate',
  usage: 'INWONER | all',
  summary: 'laat opnieuw nakijken wat er voor een inwoner, of voor iedereen, te melden is',
  details: [
    'INWONER is het kenmerk dat npm run ops -- find geeft. Hierdoor wordt niets verzonden: het komt op de agenda,',
    'en wordt om 10.05 uur gepland als het aan de beurt is.',
  ],
  options: {},
  run: async ({ words: [whom, ...more], site }) => {
    if (whom === undefined || more.length > 0) throw new WrongUse('zeg wie: het kenmerk van een inwoner, of all');
    const at = await site();
    const queue = sendAll(at.outside.sqs, at.evaluationsQueue);
    await reevaluate({ ...storesOf(at), queue, segments: at.settings.segments })(whom);
    const who = whom === 'all' ? 'iedereen' : 'deze inwoner';
    return { isDone: true, json: { queued: whom }, lines: [`In de wachtrij gezet: ${who} wordt opnieuw nagekeken.`] };
  },
};
