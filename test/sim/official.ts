import type { Random } from '#infra/local/invented/random.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import { type WorkOutcome, workKinds } from '#shared/domain/work-kinds.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { finishWork } from '#shared/store/finish-work.ts';
import { notices } from '#shared/store/notices.ts';
import { worklist } from '#shared/store/worklist.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import type { Cloud } from './cloud.ts';
import type { History } from './history.ts';
import type { Timeline } from './timeline.ts';

type Deps = {
  readonly timeline: Timeline;
  readonly cloud: Cloud;
  readonly history: History;
  readonly random: Random;
};

const WORKED_SHARE = 0.5;
const GIVEN_BACK_SHARE = 0.1;
const NAMES = ['jansen', 'pietersen'];

/** Whoever works the list: takes some of what is on it, gives some of that back, and finds out what is true. */
export const officialOf = ({ timeline, cloud, history, random }: Deps) => {
  const now = () => timeline.instant();
  const { dynamo } = outsideOf(async (_, command) => cloud.tables.answer(command), { now, log: () => {} });
  const agenda = agendas(dynamo, 'Agenda');
  const list = worklist(dynamo, 'Notices');
  const finish = finishWork({
    worklist: list,
    notices: notices(dynamo, 'Notices'),
    change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => changeAgenda(agenda, addresseeId, by),
    now,
  });

  const outcomeOf = ({ kind, subject, time }: WorkItem): WorkOutcome => {
    if (kind !== 'unknown-outcome') return random.pick(workKinds[kind].outcomes);
    if (random.chance(0.2)) return 'called';
    const isTaken = history.left.some((left) => left.noticeId === subject && left.try === time);
    return isTaken ? 'arrived' : 'did-not-arrive';
  };
  const work = async (): Promise<void> => {
    const { items } = await list.page();
    for (const item of items) {
      if (!random.chance(WORKED_SHARE)) continue;
      const by = random.pick(NAMES);
      const taken = await list.take(item.id, by, now());
      if ('refused' in taken) continue;
      if (random.chance(GIVEN_BACK_SHARE)) await list.giveBack(item.id);
      else await finish(item.id, outcomeOf(item), by);
    }
  };
  return { work: (): void => void work() };
};
