import { lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';
import type { Random } from '#infra/local/invented/random.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { Declaration } from '#shared/domain/declaration.ts';
import type { Stop } from '#shared/domain/stop.ts';
import { declares } from './declares.ts';
import { MUNICIPALITY, SECRETS } from './deployment.ts';

type Document = { readonly kind: 'PN' | 'NI'; readonly number: string; expiresOn: IsoDate; doubt: boolean };

/** Somebody in the simulated town, as the register and the town hall know them now. */
export type Townsman = {
  readonly id: string;
  readonly bsn: string;
  readonly aNumber: string;
  readonly given: string;
  readonly surname: string;
  readonly birth: string;
  street: string;
  houseNumber: number;
  postcode: string;
  municipality: string;
  died?: IsoDate;
  documents: Document[];
  readonly parents: Townsman[];
  readonly children: Townsman[];
  /** The parent who has authority alone, by place in the register; none: both. */
  authority?: '1' | '2';
  /** How they may be reached by now, and what of that the town hall was told on a form. */
  declared: readonly Declaration[];
  filed: readonly Declaration[];
  /** What the desk was told that they do not want. */
  desk: readonly Stop[];
};

const BSNS = [...take(testBsns(), 40)];
const PSEUDONYM = Buffer.from(SECRETS.pseudonym as string, 'hex');

function* take<T>(source: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const each of source) {
    if (taken === count) return;
    taken += 1;
    yield each;
  }
}

/** Days until a document expires, so that its notice is open on the first day, opens soon after, or is soon over. */
const DAYS_LEFT = {
  open: [66, 86],
  opensSoon: [91, 94],
  closing: [61, 64],
  later: [200, 400],
} as const;

/** A few households, so that everything that a service tells apart is there: papers alone and together, children, doubts. */
export const townOf = (random: Random, today: IsoDate) => {
  const people: Townsman[] = [];
  let number = 0;

  const documentOf = (kind: 'PN' | 'NI', when: keyof typeof DAYS_LEFT): Document => {
    number += 1;
    const [least, most] = DAYS_LEFT[when];
    return {
      kind,
      number: `QXDOCUMENT${number}`,
      expiresOn: addDays(today, random.between(least, most)),
      doubt: false,
    };
  };
  const personOf = (over: Partial<Townsman> = {}): Townsman => {
    const place = people.length;
    const bsn = BSNS[place] as string;
    const person: Townsman = {
      id: pseudonymOf(PSEUDONYM, 'bsn', bsn),
      bsn,
      aNumber: `9988${`${place}`.padStart(6, '0')}`,
      given: `Qxvoornaäm${String.fromCharCode(97 + place)}`,
      surname: `Qxachter${String.fromCharCode(97 + place)}`,
      birth: '19800101',
      street: `Qxstraat${String.fromCharCode(97 + place)}`,
      houseNumber: place + 1,
      postcode: '9901AB',
      municipality: MUNICIPALITY,
      documents: [],
      parents: [],
      children: [],
      declared: [],
      filed: [],
      desk: [],
      ...over,
    };
    people.push(person);
    return person;
  };
  const reachable = (person: Townsman): Townsman => {
    declares(person, random, addDays(today, -30));
    return person;
  };

  const alone = (): void => {
    const documents = random.pick([
      [documentOf('PN', 'open')],
      [documentOf('PN', 'open'), documentOf('NI', 'open')],
      [documentOf('PN', 'open'), documentOf('NI', 'opensSoon')],
      [documentOf('NI', 'open')],
      [documentOf('NI', 'closing')],
      [documentOf('PN', 'opensSoon')],
    ]);
    if (random.chance(0.1)) for (const document of documents) document.doubt = true;
    reachable(personOf({ documents, ...(random.chance(0.04) && { surname: 'Qxachterж' }) }));
  };
  const family = (): void => {
    const home = { street: 'Qxstraatthuis', houseNumber: 40 + number, postcode: '9901AC' };
    const [one, other] = [
      reachable(personOf({ ...home, documents: random.chance(0.6) ? [documentOf('PN', 'open')] : [] })),
      personOf({ ...(random.chance(0.5) ? home : {}) }),
    ];
    const count = random.between(1, 3);
    for (let child = 0; child < count; child += 1) {
      const documents = [documentOf(random.pick(['PN', 'NI']), child === 0 ? 'open' : 'opensSoon')];
      const made = personOf({ ...home, birth: `201${child}0401`, documents, parents: [one, other] });
      for (const parent of [one, other]) parent.children.push(made);
    }
  };
  const households = random.between(5, 8);
  for (let made = 0; made < households; made += 1) alone();
  if (random.chance(0.7)) family();
  return people;
};

const compact = (day: IsoDate): string => day.replaceAll('-', '');

/** The person lists of these people, as a delivered file. */
export const personsCsv = (people: readonly Townsman[]): string =>
  lo3Csv(
    people.map((person) => ({
      label: 'persoon',
      categories: {
        '01': {
          current: [
            {
              '01.10': person.aNumber,
              '01.20': person.bsn,
              '02.10': person.given,
              '02.40': person.surname,
              '03.10': person.birth,
              '04.10': 'V',
              '61.10': 'E',
            },
          ],
        },
        '02': { current: relative(person.parents[0]) },
        '03': { current: relative(person.parents[1]) },
        '06': { current: person.died ? [{ '08.10': compact(person.died) }] : [] },
        '07': { current: [{ '70.10': '0', ...(person.died && { '67.20': 'O' }) }] },
        '08': {
          current: [
            {
              '09.10': person.municipality,
              '10.10': 'W',
              '11.10': person.street,
              '11.20': `${person.houseNumber}`,
              '11.60': person.postcode,
              '11.70': 'Voorbeeldstad',
            },
          ],
        },
        '09': { current: person.children.flatMap(relative) },
        '11': { current: person.authority ? [{ '32.10': person.authority }] : [] },
        '12': {
          current: person.documents.map(({ kind, number, expiresOn, doubt }) => ({
            '35.10': kind,
            '35.20': number,
            '35.50': compact(expiresOn),
            ...(doubt && { '83.10': '120000', '83.20': '20260101' }),
          })),
        },
      },
    })),
  );

const relative = (person: Townsman | undefined) => (person ? [{ '01.10': person.aNumber, '01.20': person.bsn }] : []);
