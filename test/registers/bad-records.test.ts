import { expect, it } from 'vitest';
import { lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { inventor, MUNICIPALITY } from '#infra/local/invented/person.ts';
import { seeded } from '#infra/local/invented/random.ts';
import { addresseeOf } from '#shared/domain/addressing.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import { type PersonColumns, personColumns } from '#shared/registers/person-columns.ts';
import { type PersonList, readPerson } from '#shared/registers/read-person.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import { type Reject, rejectCodes } from '#shared/registers/reject.ts';
import { type PersonRows, splitPersons } from '#shared/registers/split-persons.ts';
import { services } from '#shared/services/index.ts';
import { DAMAGES, type Rows, STRAYING, VALUES } from './damage.ts';
import { bytesOf } from './read-file.ts';

const RECORDS = 100_000;
const SEED = 20261124;
const IN_A_FILE = 500;

const random = seeded(SEED);
const invent = inventor(random);
const document = () => invent.document(random.pick(['PN', 'NI']), random.between(-400, 3600));
const invented = Array.from({ length: 300 }, (_, nth) =>
  invent.person({
    label: `good ${nth}`,
    documents: Array.from({ length: random.between(1, 3) }, document),
    ...(random.chance(0.5) && {
      partner: { '02.30': 'van', '02.40': 'Dijk' },
      person: { '61.10': random.pick(['P', 'V', 'N']) },
    }),
    ...(random.chance(0.2) && { formerResidences: [{ '09.10': '0363', '10.10': 'W' }] }),
  }),
);

const personsIn = async (csv: string): Promise<{ header: readonly string[]; persons: PersonRows[] }> => {
  const rows = readRows(bytesOf(csv));
  const header = (await rows.next()).value?.fields ?? [];
  const persons: PersonRows[] = [];
  for await (const each of splitPersons(rows)) persons.push(each);
  return { header, persons };
};
const quoted = (field: string): string => (/[";\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;

/** A good person with one to three things wrong, under a label of its own. */
const damaged = (good: PersonRows, label: string, header: readonly string[]): Rows => {
  const rows = good.rows.map((row) => [...row]);
  (rows[0] as string[])[0] = label;
  const first = random.pick(Object.keys(DAMAGES));
  const more = Array.from({ length: random.between(0, 2) }, () => random.pick(Object.keys(DAMAGES)));
  for (const name of STRAYING.includes(first) ? [first] : [first, ...more.filter((each) => !STRAYING.includes(each))])
    DAMAGES[name]?.(rows, random, header);
  return rows;
};

/** Everything that must hold of a record, whatever it is. */
const judge = ({ person, rejects }: { person?: PersonList; rejects: readonly Reject[] }, rows: PersonRows): void => {
  const lines = rows.lines ?? [];
  for (const { line, field, reason, detail } of rejects) {
    if (!rejectCodes.includes(reason)) throw new Error(`a code that is not known: ${reason}`);
    if (!/^(\d\d(\.H|\.\d\d\.\d\d)?)?$/.test(field)) throw new Error(`a field that is no element: ${field}`);
    if (!lines.includes(line)) throw new Error(`line ${line} is none of the person's`);
    const told = VALUES.find((value) => value.length > 4 && detail.includes(value));
    if (told !== undefined) throw new Error(`a value is repeated: ${told}`);
  }
  const isRejected = rejects.some(({ severity }) => severity === 'rejected');
  if (isRejected === (person !== undefined))
    throw new Error('a person is taken or rejected, and never both or neither');
  if (!person) return;
  // What was taken is used: it must not break what comes after either.
  const record = {
    ...person.record,
    documents: person.record.documents.map((each) => ({ ...each, ref: each.number })),
    representatives: [],
    applications: [],
  };
  addresseeOf(record, 'Voorbeeldstad');
  placeDue({ residentId: 'a', record, linked: new Map() }, services, { municipality: MUNICIPALITY });
};

it(`${RECORDS} damaged records are each taken or rejected, and their neighbours are unharmed`, async () => {
  const { header, persons: good } = await personsIn(lo3Csv(invented.map(({ list }) => list)));
  const columns: PersonColumns = personColumns(header);
  const expected = new Map(good.map((rows) => [rows.rows[0]?.[0], JSON.stringify(readPerson(columns, rows).person)]));
  expect(expected.size).toBe(300);
  const counts = { bad: 0, taken: 0, rejected: 0, neighbours: 0 };
  const codes: Record<string, number> = {};
  while (counts.bad < RECORDS) {
    const rows = Array.from({ length: IN_A_FILE }, () => {
      counts.bad += 1;
      return [...damaged(random.pick(good), `bad ${counts.bad}`, header), ...random.pick(good).rows];
    });
    // The first is good as well: what strays comes to somebody.
    const file = await personsIn(csvOf([header, ...random.pick(good).rows, ...rows.flat()]));
    for (const each of file.persons) {
      const read = readPerson(columns, each);
      judge(read, each);
      for (const { reason } of read.rejects) codes[reason] = (codes[reason] ?? 0) + 1;
      const label = each.rows[0]?.[0];
      if (!expected.has(label)) counts[read.person ? 'taken' : 'rejected'] += 1;
      else {
        counts.neighbours += 1;
        if (JSON.stringify(read.person) !== expected.get(label)) throw new Error(`a neighbour was harmed: ${label}`);
      }
    }
  }
  console.info(`bad records: ${JSON.stringify({ ...counts, codes })}`);
  expect(counts.bad).toBe(RECORDS);
  expect(counts.taken).toBeGreaterThan(RECORDS / 20);
  expect(counts.rejected).toBeGreaterThan(RECORDS / 4);
  expect(Object.keys(codes).length).toBeGreaterThan(6);
});
