import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalStack } from '#infra/local/stack.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { stoppedAs } from '#test/builders.ts';

/** Something that happens in the small town, at an instant. */
export type Moment = { readonly at: string } & (
  | { readonly kind: 'fires'; readonly schedule: string }
  | { readonly kind: 'delivers'; readonly key: string; readonly content: string }
  | { readonly kind: 'says stop'; readonly bsn: string }
);

/** What a moment is called in a list. */
export const nameOf = (moment: Moment): string => {
  const when = `${moment.at.slice(5, 10)} ${moment.at.slice(11, 16)}`;
  switch (moment.kind) {
    case 'fires':
      return `${when} ${moment.schedule}`;
    case 'delivers':
      return `${when} ${moment.key.replace('deliveries/', '')}`;
    case 'says stop':
      return `${when} stop`;
    default:
      throw new Error(`no such moment: ${moment satisfies never}`);
  }
};

type Hooks = {
  /** Everything that came before this moment is done. */
  readonly onMoment: (index: number) => Promise<void>;
};

/**
 * Lives through what is left of the moments, noting in the data directory how far it is. A moment that was cut off is gone on with: a file
 * that was put and a message that was queued are there still, an invocation by a schedule is repeated.
 */
export const live = async (stack: LocalStack, directory: string, moments: readonly Moment[], hooks: Hooks) => {
  const path = join(directory, 'moment.json');
  const progress = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Progress)
    : { index: 0, isBegun: false };
  const note = (next: Progress): void => {
    writeFileSync(`${path}.new`, JSON.stringify(next));
    renameSync(`${path}.new`, path); // whole or not at all, whenever the process is killed
  };
  let { isBegun } = progress;
  for (let index = progress.index; index < moments.length; index += 1) {
    if (!isBegun) await hooks.onMoment(index);
    if (!isBegun) note({ index, isBegun: false });
    const moment = moments[index] as Moment;
    stack.clock.moveTo(new Date(moment.at));
    if (!isBegun) await happen(stack, moment);
    note({ index, isBegun: true });
    await stack.drain();
    note({ index: index + 1, isBegun: false });
    isBegun = false;
  }
};

type Progress = { readonly index: number; readonly isBegun: boolean };

const happen = async (stack: LocalStack, moment: Moment): Promise<void> => {
  switch (moment.kind) {
    case 'fires':
      await stack.fire(moment.schedule, new Date(moment.at));
      return;
    case 'delivers':
      return stack.upload(moment.key, moment.content);
    case 'says stop':
      return saysStop(stack, moment.bsn);
    default:
      throw new Error(`no such moment: ${moment satisfies never}`);
  }
};

/** What the resident's page does. */
const saysStop = async ({ clients, tables, secrets }: LocalStack, bsn: string): Promise<void> => {
  const key = [...secrets].find(([arn]) => arn.includes('Pseudonym'))?.[1] ?? '';
  const store = agendas(clients.documents, tables.agenda as string);
  const id = pseudonymOf(Buffer.from(key, 'hex'), 'bsn', bsn);
  const isKnown = await changeAgenda(store, id, (agenda) => ({
    ...agenda,
    stops: stoppedAs('service:travel-document-expiry'),
  }));
  if (!isKnown) throw new Error('nobody of that number has an agenda');
};
