import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { Lo3Block, Lo3Person } from './lo3-csv.ts';
import { inventedANumbers, testBsns } from './numbers.ts';
import type { Random } from './random.ts';

/** The day that the invented town is made for: a Tuesday on which much is due. */
export const TODAY = '2026-11-24' as IsoDate;
export const MUNICIPALITY = '9901';

const MEN = ['Daan', 'Lucas', 'Milan', 'Sem', 'Pieter', 'Youssef', 'Willem', 'Kees', 'Thijs', 'Murat', 'Jan Willem'];
const WOMEN = ['Emma', 'Sofie', 'Fatima', 'Lotte', 'Marieke', 'Ingrid', 'Noor', 'Ayşe', 'Truus', 'Esmée', 'Anna Maria'];
const SURNAMES = [
  'Bakker',
  'Visser',
  'Smit',
  'Meijer',
  'Mulder',
  'Bos',
  'Vos',
  'Peters',
  'Hendriks',
  'Dekker',
  'Brouwer',
];
const STREETS = ['Zonnebloemlaan', 'Korenbloemstraat', 'Klaprooshof', 'Lindelaan', 'Kersenboomgaard', 'Molenweg'];

/** What a case changes of an ordinary adult; elements by category. */
export type Change = {
  readonly label: string;
  readonly person?: Lo3Block;
  readonly partner?: Lo3Block;
  readonly death?: Lo3Block;
  readonly registration?: Lo3Block;
  readonly residence?: Lo3Block;
  readonly formerResidences?: readonly Lo3Block[];
  readonly authority?: Lo3Block;
  readonly documents?: readonly Lo3Block[];
  /** A word that relatives are named by, in their `parents` (in the register's order) and `children`. */
  readonly key?: string;
  readonly parents?: readonly string[];
  readonly children?: readonly string[];
};

const compact = (day: IsoDate): string => day.replaceAll('-', '');

/** A day that many days from TODAY, as the register writes it. */
export const inDays = (days: number): string => compact(addDays(TODAY, days));

/** Makes ordinary adults of the invented town, each with numbers of their own, and lets a case change what it is about. */
export const inventor = (random: Random) => {
  const bsns = testBsns();
  const aNumbers = inventedANumbers();
  const keyed = new Map<string, Lo3Block>();
  let documentNumber = 0;

  const numbers = (key?: string): Lo3Block => {
    const known = key === undefined ? undefined : keyed.get(key);
    const fresh = known ?? { '01.10': aNumbers.next().value, '01.20': bsns.next().value };
    if (key !== undefined) keyed.set(key, fresh);
    return fresh;
  };

  const document = (kind: string, expiresInDays: number, over: Lo3Block = {}): Lo3Block => {
    documentNumber += 1;
    return {
      '35.10': kind,
      '35.20': `X${kind}${`${documentNumber}`.padStart(6, '0')}`,
      '35.30': inDays(expiresInDays - 3652),
      '35.40': `B${MUNICIPALITY}`,
      '35.50': inDays(expiresInDays),
      ...over,
    };
  };

  const residence = (): Lo3Block => ({
    '09.10': MUNICIPALITY,
    '09.20': '20100101',
    '10.10': 'W',
    '11.10': random.pick(STREETS),
    '11.20': `${random.between(1, 180)}`,
    '11.60': `9901A${random.pick(['A', 'B', 'C', 'D', 'E'])}`,
    '11.70': 'Voorbeeldstad',
  });

  const person = (
    change: Change,
  ): { readonly list: Lo3Person; readonly bsn: string; readonly given: string; readonly surname: string } => {
    const sex = random.chance(0.5) ? 'M' : 'V';
    const own = numbers(change.key);
    const [given, surname] = [random.pick(sex === 'M' ? MEN : WOMEN), random.pick(SURNAMES)];
    const birth = `${random.between(1940, 2005)}${random.pick(['0114', '0309', '0521', '0702', '0918', '1105'])}`;
    const one = (block: Lo3Block | undefined) => (block ? { current: [block] } : { current: [] });
    const list: Lo3Person = {
      label: change.label,
      categories: {
        '01': one({
          ...own,
          '02.10': given,
          '02.40': surname,
          '03.10': birth,
          '04.10': sex,
          '61.10': 'E',
          ...change.person,
        }),
        '02': { current: (change.parents ?? []).slice(0, 1).map(numbers) },
        '03': { current: (change.parents ?? []).slice(1, 2).map(numbers) },
        '09': { current: (change.children ?? []).map(numbers) },
        '05': one(change.partner),
        '06': one(change.death),
        '07': one({ '68.10': '20100101', '70.10': '0', ...change.registration }),
        '08': {
          current: [{ ...residence(), ...change.residence }],
          history: change.formerResidences ?? [],
        },
        '11': one(change.authority),
        '12': { current: change.documents ?? [document('PN', random.between(65, 88))] },
      },
    };
    return { list, bsn: change.person?.['01.20'] ?? (own['01.20'] as string), given, surname };
  };

  return { person, document };
};
export type Inventor = ReturnType<typeof inventor>;
