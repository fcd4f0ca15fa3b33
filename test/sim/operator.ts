import { approvals } from '#shared/store/approvals.ts';
import { switches } from '#shared/store/switches.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import type { Cloud } from './cloud.ts';
import { SERVICE } from './deployment.ts';
import type { History } from './history.ts';
import type { Lambda } from './lambda.ts';
import type { Timeline } from './timeline.ts';

type Deps = {
  readonly timeline: Timeline;
  readonly cloud: Cloud;
  readonly history: History;
  readonly functions: () => Lambda;
  readonly unpause: () => void;
};

const APPROVERS = ['one', 'another'];

/** Whoever is on duty: approves versions, halts and resumes, has accounts opened again, and goes through the dead letters. */
export const operatorOf = ({ timeline, cloud, history, functions, unpause }: Deps) => {
  const { dynamo } = outsideOf(async (_, command) => cloud.tables.answer(command), {
    now: () => timeline.instant(),
    log: () => {},
  });
  const store = switches(dynamo, 'Notices', '');
  const approved = approvals(dynamo, 'Notices');

  /** Everything that is halted, by whomever, goes on. */
  const resume = async (): Promise<void> => {
    unpause();
    for (const halt of history.halts) halt.until = Math.min(halt.until, timeline.now());
    for (const name of (await store.halts()).halted) await store.release(name, timeline.instant());
  };
  /** The first `people` who look at a version approve it, as far as they have not. */
  const approve = async (hash: string, people: number): Promise<void> => {
    for (const by of APPROVERS.slice(0, people))
      await approved.approve({ service: SERVICE, hash, by, at: timeline.instant() }, { hash, author: 'author' });
  };
  return {
    approve: (hash: string, people: 1 | 2): void => void approve(hash, people),
    resume: (): void => void resume(),
    halt: (name: string, from: number, until: number): void => {
      timeline.at(from, () => {
        void store.halt(name, 'by-hand', timeline.instant());
        history.halts.push({ name, from, until: Number.POSITIVE_INFINITY });
      });
      timeline.at(until, () => void resume());
    },
    redrive: (): void => functions().start('redrive', {}),
  };
};
