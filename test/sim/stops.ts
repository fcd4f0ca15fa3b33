import type { Random } from '#infra/local/invented/random.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { dayOf, type IsoDate } from '#shared/domain/dates.ts';
import { type agendas, changeAgenda } from '#shared/store/agendas.ts';
import { SERVICE } from './deployment.ts';
import type { History } from './history.ts';
import type { Timeline } from './timeline.ts';
import type { Townsman } from './town.ts';

type Deps = {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly agenda: ReturnType<typeof agendas>;
  readonly history: History;
};

const NAMES = [`service:${SERVICE}`, 'channel:email', 'channel:sms', 'channel:letter'];

/** What residents do not want: said on their own page, so at once, or at the desk, which sends a file the next morning. */
export const stopsOf = ({ timeline, random, agenda, history }: Deps) => {
  const saidOf = ({ id }: Townsman): Map<string, IsoDate> => {
    const said = history.stopped.get(id) ?? new Map<string, IsoDate>();
    history.stopped.set(id, said);
    return said;
  };
  const atDesk = (person: Townsman, row: Townsman['desk'][number]): void => {
    person.desk = [...person.desk.filter(({ name }) => name !== row.name), row];
  };
  const stop = (person: Townsman, name: string, on: IsoDate): void => {
    atDesk(person, { name, on });
    saidOf(person).set(name, on);
  };
  /** From then on nothing says that it is stopped, even if it takes a day until it is sent again. */
  const lift = (person: Townsman, name: string, on: IsoDate, lifted: IsoDate): void => {
    atDesk(person, { name, on, lifted });
    saidOf(person).delete(name);
    for (const stop of history.stops)
      if (stop.addresseeId === person.id && stop.name === name) stop.until ??= timeline.now();
  };

  return {
    onPage: (person: Townsman): void => {
      const name = random.pick(NAMES);
      const on = dayOf(timeline.instant());
      saidOf(person).set(name, on);
      const saying = ({ stops, ...rest }: Agenda): Agenda => ({
        ...rest,
        stops: [...stops.filter((each) => each.name !== name), { name, on }],
      });
      void changeAgenda(agenda, person.id, saying);
    },
    atDesk: (person: Townsman): void => {
      const today = dayOf(timeline.instant());
      const known = [...saidOf(person)][0];
      if (known) lift(person, ...known, today);
      else stop(person, random.pick(NAMES), today);
    },
  };
};

/** What the desk knows of these people's stops, as a delivered file. */
export const stopsCsv = (people: readonly Townsman[]): string =>
  [
    'bsn;stop;since;lifted',
    ...people.flatMap(({ bsn, desk }) => desk.map(({ name, on, lifted = '' }) => [bsn, name, on, lifted].join(';'))),
  ].join('\n');
