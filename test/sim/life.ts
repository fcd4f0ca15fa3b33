import type { Random } from '#infra/local/invented/random.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { addDays, dayOf, type IsoDate } from '#shared/domain/dates.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import type { Cloud } from './cloud.ts';
import { declares, reachabilityCsv } from './declares.ts';
import { MUNICIPALITY } from './deployment.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import { stopsCsv, stopsOf } from './stops.ts';
import type { Timeline } from './timeline.ts';
import { momentOf } from './timetable.ts';
import { personsCsv, type Townsman } from './town.ts';

type Deps = {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  readonly cloud: Cloud;
  readonly history: History;
  readonly people: readonly Townsman[];
};

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** What is said on a form comes with the file of the next morning, which may be late, and loading it may fail for a while. */
const FILED = 96 * HOUR;

/** What residents, registers and clerks do meanwhile, some of it in the worst of moments. */
export const lifeOf = ({ timeline, faults, random, cloud, history, people }: Deps) => {
  const { dynamo } = outsideOf(async (_, command) => cloud.tables.answer(command), {
    now: () => timeline.instant(),
    log: () => {},
  });
  const agenda = agendas(dynamo, 'Agenda');
  const stops = stopsOf({ timeline, random, agenda, history });

  const deliver = (kind: string, day: IsoDate, content: string, which = ''): void => {
    const key = `deliveries/${kind}-${day}${which}.csv`;
    const upload = (): void => {
      cloud.buckets.answer({
        constructor: { name: 'PutObjectCommand' },
        input: { Bucket: 'intake', Key: key, Body: content },
      });
      cloud.queues.put('deliveries', JSON.stringify({ detail: { bucket: { name: 'intake' }, object: { key } } }));
    };
    upload();
    if (faults.strikes('delivery-repeated')) timeline.after(random.between(1, 30) * HOUR, upload);
  };
  const deliverPersons = (day: IsoDate): void => deliver('persons-full', day, personsCsv(people));
  const deliverAll = (day: IsoDate): void => {
    // Once more what was said on the page: who puts tables back enters it again.
    for (const person of people) person.filed = person.declared;
    deliverPersons(day);
    timeline.after(HOUR, () => deliver('reachability', day, reachabilityCsv(people)));
    timeline.after(2 * HOUR, () => deliver('stops', day, stopsCsv(people)));
  };

  /** A file of a morning; one that says what it was written with may come when that of the next day was there before. */
  const deliverOrLate = (kind: string, day: IsoDate, content: string): void => {
    const late = faults.strikes('delivery-late') ? random.between(1, 30) * HOUR : 0;
    timeline.after(HOUR + late, () => deliver(kind, day, content));
  };

  const declareOnForm = (person: Townsman, day: IsoDate): void => {
    declares(person, random, day);
    person.filed = person.declared;
    history.bindsFrom.set(person.id, timeline.now() + FILED);
  };
  /** Said on the page: at once, in the middle of whatever is going on, and in no file. */
  const declareOnPage = (person: Townsman): void => {
    declares(person, random, dayOf(timeline.instant()));
    const saying = (each: Agenda): Agenda => ({ ...each, reach: person.declared });
    void changeAgenda(agenda, person.id, saying).then((isKnown) => {
      if (!isKnown) person.filed = person.declared;
      history.bindsFrom.set(person.id, timeline.now() + (isKnown ? 0 : FILED));
    });
  };
  const change = (person: Townsman, day: IsoDate): void => {
    if (person.municipality !== MUNICIPALITY && random.chance(0.4)) person.municipality = MUNICIPALITY;
    if (faults.strikes('died')) person.died = day;
    if (faults.strikes('moved')) {
      if (random.chance(0.5)) person.municipality = person.municipality === MUNICIPALITY ? '9902' : MUNICIPALITY;
      else Object.assign(person, { street: 'Qxstraatelders', houseNumber: random.between(1, 9), postcode: '9901AD' });
      if (person.children.length > 0 && random.chance(0.5)) for (const child of person.children) child.authority = '2';
    }
    if (faults.strikes('document-corrected'))
      for (const document of person.documents) document.expiresOn = addDays(document.expiresOn, random.between(-3, 3));
    if (faults.strikes('channel-changed')) declareOnForm(person, day);
    if (faults.strikes('channel-changed'))
      timeline.at(momentOf(day, random.pick(['10:05', '10:05', '10:06', '17:30'])) + random.between(0, 59_000), () =>
        declareOnPage(person),
      );
  };

  /** As everybody would stand in a register gone wrong: with one more paper, that runs out soon. */
  const withOneMore = (person: Townsman, day: IsoDate): Townsman => {
    const kind = (['PN', 'NI'] as const).find((each) => !person.documents.some((document) => document.kind === each));
    if (!kind) return person;
    const wrong = { kind, number: `QXDOCUMENT9${person.bsn}`, expiresOn: addDays(day, 75), doubt: false };
    return { ...person, documents: [...person.documents, wrong] };
  };

  return {
    deliverAll,
    deliverPersons,
    /** In the small hours the register says of everybody what is not so; the next night it takes that back. */
    deliverWrong: (day: IsoDate): void => {
      timeline.at(momentOf(day, '01:45'), () => {
        const wrong = people.map((person) => withOneMore(person, day));
        deliver('persons-changes', day, personsCsv(wrong), '-wrong');
      });
      const next = addDays(day, 1);
      timeline.at(momentOf(next, '03:30'), () => deliver('persons-changes', next, personsCsv(people), '-right'));
    },
    /** Something is going wrong for this resident: within seconds they say something themselves. */
    interrupt: (addresseeId: string, where: string): void => {
      const person = people.find(({ id }) => id === addresseeId);
      if (!person) return;
      const soon = timeline.now() + random.between(0, 40) * SECOND;
      if (faults.strikes('stopped', where)) timeline.at(soon, () => stops.onPage(person));
      else if (faults.strikes('channel-changed', where)) timeline.at(soon, () => declareOnPage(person));
    },
    /** Changes of a day: the register tells of them early the next morning, residents at any moment. */
    live: (day: IsoDate): void => {
      const before = new Map(people.map((person) => [person, personsCsv([person])]));
      for (const person of people) {
        change(person, day);
        if (!faults.strikes('stopped')) continue;
        // Most of what is sent is on its way shortly after ten, and letters lie there until half past five.
        const clock = random.pick(['10:05', '10:05', '10:06', '10:08', '11:00', '17:29', '17:30', '17:31', '20:15']);
        timeline.at(momentOf(day, clock) + random.between(0, 59_000), () =>
          random.chance(0.6) ? stops.onPage(person) : stops.atDesk(person),
        );
      }
      const changed = people.filter((person) => personsCsv([person]) !== before.get(person));
      const next = addDays(day, 1);
      timeline.at(momentOf(next, '03:00'), () => {
        if (changed.length > 0) deliver('persons-changes', next, personsCsv(changed));
        deliverOrLate('reachability', next, reachabilityCsv(people));
        deliverOrLate('stops', next, stopsCsv(people));
      });
    },
  };
};
