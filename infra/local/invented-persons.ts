import { type RowKindName, rowHeaders } from '#shared/registers/row-headers.ts';
import { type Case, cases } from './invented/cases.ts';
import { families } from './invented/families.ts';
import { lo3Csv, quoted } from './invented/lo3-csv.ts';
import { inventor, MUNICIPALITY, TODAY } from './invented/person.ts';
import { seeded } from './invented/random.ts';
import { recordCases } from './invented/records.ts';

const SEED = 20261124;
const ORDINARY = 200;
/** Who get a text. */
const TEXTS = 6;
const SERVICE = 'travel-document-expiry';

/**
 * The project's own input: some 250 invented persons in the form of the official test set, every awkward case among them,
 * what some of them declared, stopped, chose and allowed, who acts for some, and who asked for a new document; with more ordinary
 * `residents`, a larger town. All names, numbers and addresses are made up; BSNs are from the test range.
 */
export const inventedPersons = (
  residents = ORDINARY,
): {
  readonly persons: string;
  /** The files as they are delivered on a day, in the order in which they are taken. */
  readonly deliveries: (day: string) => { readonly key: string; readonly content: string }[];
  readonly on: string;
  readonly municipality: string;
  readonly cases: readonly (Case & { readonly bsn: string })[];
} => {
  const random = seeded(SEED);
  const invent = inventor(random);
  const awkward = [...cases(invent), ...families(invent)].map((each) => ({ ...each, ...invent.person(each) }));
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
    .map(({ bsn, given, surname }, index) => declaration(bsn, 'email', address(given, surname, index)));
  const declaredTexts = ordinary
    .filter((_, index) => index % 5 === 0 && index % 2 === 1)
    .slice(0, TEXTS)
    .map(({ bsn }, index) => declaration(bsn, 'sms', `06-1234 51${10 + index}`));
  // Last, so that the others are who they were before there were any.
  const told = recordCases(invent).map((each) => ({ ...each, ...invent.person(each) }));
  const rowsOf = (of: (each: Case) => readonly string[] | undefined): string[] =>
    [...awkward, ...told].flatMap((each) => (of(each) ?? []).map((row) => `${each.bsn};${row}`));
  const persons = lo3Csv([...awkward, ...ordinary, ...told].map(({ list }) => list));
  const files = {
    'persons-full': persons,
    reachability: fileOf('reachability', [...declared, ...declaredTexts, ...rowsOf((each) => each.declared)]),
    stops: fileOf(
      'stops',
      rowsOf(({ stops }) => stops),
    ),
    reading: fileOf(
      'reading',
      rowsOf(({ reading }) => (reading === undefined ? [] : [reading])),
    ),
    consents: fileOf(
      'consents',
      rowsOf(({ consents }) => consents),
    ),
    representatives: fileOf(
      'representatives',
      rowsOf(({ representative }) => (representative === undefined ? [] : [representative])),
    ),
    'document-events': fileOf(
      'document-events',
      rowsOf(({ events }) => events),
    ),
  };
  return {
    persons,
    deliveries: (day) =>
      Object.entries(files).map(([kind, content]) => ({ key: `deliveries/${kind}-${day}.csv`, content })),
    on: TODAY,
    municipality: MUNICIPALITY,
    cases: [...awkward, ...told],
  };
};

const declaration = (bsn: string, channel: string, at: string): string =>
  [bsn, SERVICE, channel, at, 'form', '2025-03-01', ''].join(';');

const fileOf = (kind: RowKindName, rows: readonly string[]): string =>
  [rowHeaders[kind].join(';'), ...rows.map((row) => row.split(';').map(quoted).join(';')), ''].join('\n');

const address = (given: string, surname: string, index: number): string =>
  `${given}.${surname}${index}@example.org`
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ş', 's')
    .replaceAll(' ', '.')
    .toLowerCase();
