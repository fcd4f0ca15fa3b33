import { type Case, cases } from './invented/cases.ts';
import { lo3Csv } from './invented/lo3-csv.ts';
import { inventor, MUNICIPALITY, TODAY } from './invented/person.ts';
import { seeded } from './invented/random.ts';

const SEED = 20261124;
const ORDINARY = 200;
const SERVICE = 'travel-document-expiry';

/**
 * The project's own input: some 250 invented persons in the form of the official test set, every awkward case among them,
 * and what some of them declared about e-mail; with more ordinary `residents`, a larger town. All names, numbers and
 * addresses are made up; BSNs are from the test range.
 */
export const inventedPersons = (
  residents = ORDINARY,
): {
  readonly persons: string;
  readonly reachability: string;
  readonly on: string;
  readonly municipality: string;
  readonly cases: readonly (Case & { readonly bsn: string })[];
} => {
  const random = seeded(SEED);
  const invent = inventor(random);
  const awkward = cases(invent).map((each) => ({ ...each, ...invent.person(each) }));
  const ordinary = Array.from({ length: residents }, (_, index) =>
    invent.person({
      label: `Resident ${index + 1}`,
      documents: [
        invent.document('PN', index % 5 === 0 ? random.between(61, 90) : random.between(100, 3600)),
        ...(random.chance(0.4) ? [invent.document('NI', random.between(200, 3600))] : []),
      ],
    }),
  );
  const declared = ordinary
    .filter((_, index) => index % 5 === 0 && index % 2 === 0)
    .map(({ bsn, given, surname }, index) => `${bsn};${address(given, surname, index)};${SERVICE}`);
  return {
    persons: lo3Csv([...awkward, ...ordinary].map(({ list }) => list)),
    reachability: ['bsn;email;services', ...declared, ''].join('\n'),
    on: TODAY,
    municipality: MUNICIPALITY,
    cases: awkward,
  };
};

const address = (given: string, surname: string, index: number): string =>
  `${given}.${surname}${index}@example.org`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ş', 's')
    .replaceAll(' ', '.')
    .toLowerCase();
