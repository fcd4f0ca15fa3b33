import type { Agenda } from '#shared/domain/agenda.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { withStop } from '#shared/domain/stops.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import type { Item } from '#test/fakes/expression.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import type { Cloud, QueueName } from './cloud.ts';
import type { History } from './history.ts';
import type { Lambda } from './lambda.ts';
import type { Timeline } from './timeline.ts';

type Deps = {
  readonly timeline: Timeline;
  readonly cloud: Cloud;
  readonly history: History;
  readonly functions: () => Lambda;
  /** Deploys the same stage with its number raised, and no function of before any more. */
  readonly raiseEpoch: () => void;
  /** What the switches must say for everything to go on. */
  readonly tableEpoch: () => string;
  /** Delivers again what lies on the agendas. */
  readonly deliverAgain: () => void;
};

const MINUTE = 60_000;
const RESTORED = ['Agenda', 'Notices'] as const;
const HELD: readonly QueueName[] = [
  'deliveries',
  'chunks',
  'evaluations',
  'candidates',
  'email',
  'sms',
  'letter',
  'events',
];
const AFTERWARDS: readonly QueueName[] = ['events'];
const SWITCH = { pk: 'switch#halted', sk: 'switch' };
/** What all agendas were evaluated with, as the last backfill noted it. */
const EVALUATED = { pk: 'epoch', sk: 'services' };

/** An operator who puts the tables back from a backup, step by step as docs/runbook.md says. */
export const restoreOf = ({ timeline, cloud, history, functions, raiseEpoch, tableEpoch, deliverAgain }: Deps) => {
  const { dynamo } = outsideOf(async (_, command) => cloud.tables.answer(command), {
    now: () => timeline.instant(),
    log: () => {},
  });
  const agenda = agendas(dynamo, 'Agenda');
  let backups: ReadonlyMap<string, ReadonlyMap<string, Item>> = new Map();
  let since = 0;

  const haltAll = (): void =>
    void cloud.tables.answer({
      constructor: { name: 'UpdateCommand' },
      input: {
        TableName: 'Notices',
        Key: SWITCH,
        UpdateExpression: 'SET epoch = :no',
        ExpressionAttributeValues: { ':no': 'restoring' },
      },
    });
  const putBack = (): void => {
    const switched = cloud.tables.get('Notices', SWITCH);
    for (const name of RESTORED) cloud.tables.restore(name, backups.get(name) as ReadonlyMap<string, Item>);
    history.restores += 1;
    forgetUnprinted();
    putSwitchesBack(switched);
    raiseEpoch();
    functions().open(HELD.filter((queue) => !AFTERWARDS.includes(queue)));
    cloud.queues.put('evaluations', JSON.stringify({ v: 1, kind: 'backfill' }));
    const [before, loading] = [evaluatedWith(), fileInHand()];
    timeline.after(30 * MINUTE, () => tellAgain(before, loading));
  };
  const evaluatedWith = (): string | undefined => JSON.stringify(cloud.tables.get('Notices', EVALUATED)?.hashes);
  /** Whoever came since the backup has no agenda before the backfill is done: a file or a stop could not be put there. */
  const tellAgain = (before: string | undefined, loading: string | undefined): void => {
    if (evaluatedWith() === before) {
      timeline.after(30 * MINUTE, () => tellAgain(before, loading));
      return;
    }
    if (loading !== undefined)
      cloud.queues.put(
        'deliveries',
        JSON.stringify({ detail: { bucket: { name: 'intake' }, object: { key: loading } } }),
      );
    timeline.after(30 * MINUTE, deliverAgain);
    timeline.after(180 * MINUTE, () => void enterStopsAgain().then(reconcile));
  };
  /** The file that was being loaded at the backup: its chunks were handed out since, and all later files wait for it. */
  const fileInHand = (): string | undefined => {
    const id = cloud.tables.get('Notices', { pk: 'delivery#now', sk: 'delivery' })?.current;
    return cloud.tables.get('Notices', { pk: `delivery#${id}`, sk: 'delivery' })?.key as string | undefined;
  };
  /** What was halted since the backup is halted, what was released since is not; the epoch is the backup's. */
  const putSwitchesBack = (switched: Item | undefined): void => {
    // A backup from before the first scan holds no epoch: then it has to be said again.
    const { epoch = 'restoring' } = cloud.tables.get('Notices', SWITCH) ?? {};
    void cloud.tables.answer({
      constructor: { name: 'PutCommand' },
      input: { TableName: 'Notices', Item: { ...switched, epoch } },
    });
  };
  /** A manifest that was chosen after the backup and not handed over is lost with the tables: nothing of it was printed. */
  const forgetUnprinted = (): void => {
    for (const batch of history.chosen.keys()) {
      const isKnown = cloud.tables.get('Notices', { pk: `batch#${batch}`, sk: 'batch' })?.state === 'CLOSED';
      if (isKnown || history.printed.has(batch)) continue;
      history.chosen.delete(batch);
      history.left = history.left.filter((left) => left.batch !== batch);
    }
  };
  /** The one thing that no file knows. */
  const enterStopsAgain = async (): Promise<void> => {
    for (const { addresseeId, name, at, until } of history.stops) {
      if (at < since || until !== undefined) continue;
      const on = dayOf(new Date(at).toISOString() as Instant);
      const isEntered = await changeAgenda(agenda, addresseeId, (each: Agenda) => {
        const stops = withStop(each.stops, { name, on });
        return stops === each.stops ? each : { ...each, stops };
      });
      if (!isEntered) history.broken.push(`I2 ${addresseeId}: no agenda to enter the stop ${name} on again`);
    }
  };
  const reconcile = (): void =>
    functions().ask('reconcile', { v: 1, since: new Date(since).toISOString() }, (answer) => {
      // An answer that was lost is made up for by what the switches say.
      const isSettled = cloud.tables.get('Notices', SWITCH)?.epoch === tableEpoch();
      if (isSettled || (answer as { released?: boolean } | undefined)?.released) return functions().open(AFTERWARDS);
      timeline.after(20 * MINUTE, reconcile);
    });

  return {
    backUp: (): void => {
      since = timeline.now();
      backups = new Map(RESTORED.map((name) => [name, cloud.tables.backup(name)]));
    },
    /** Halts and holds first; the tables are put back when nothing that ran before can still write. */
    restore: (): void => {
      haltAll();
      functions().hold(HELD);
      timeline.after(20 * MINUTE, putBack);
    },
  };
};
