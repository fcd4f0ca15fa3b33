import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lo3Block, lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { FileRefused } from '#shared/registers/file-refused.ts';
import { whyNotPersons } from '#shared/registers/person-columns.ts';
import { bytesOf, readFile } from './read-file.ts';

const one = (...current: Lo3Block[]) => ({ current });
const person = (over: Record<string, { current: Lo3Block[]; history?: Lo3Block[] }> = {}) => ({
  label: 'Somebody',
  categories: {
    '01': one({
      '01.10': '9900000001',
      '01.20': '000009830',
      '02.10': 'Anna',
      '02.40': 'Bakker',
      '03.10': '19800101',
      '04.10': 'V',
    }),
    '07': one({ '70.10': '0' }),
    '08': one({ '09.10': '9901', '10.10': 'W', '11.10': 'Molenweg', '11.20': '3', '11.60': '9901 ab' }),
    ...over,
  },
});
const read = (...persons: ReturnType<typeof person>[]) => readFile(bytesOf(lo3Csv(persons)));

describe('a person list', () => {
  it('comes through as the register has it', async () => {
    const { persons, rejects } = await read(
      person({ '08': one({ '09.10': '9901', '10.10': 'B', '11.20': '3', '11.60': '9901 ab' }) }),
    );
    expect(rejects).toEqual([]);
    expect(persons[0]).toMatchObject({
      aNumber: '9900000001',
      bsn: '000009830',
      record: {
        person: { birthDate: '19800101', nameUse: 'E' },
        residence: { function: 'B', postcode: '9901AB', houseNumber: 3 },
      },
    });
  });

  it('keeps apart what is current and what was', async () => {
    const document = (number: string) => ({ '35.10': 'PN', '35.20': number, '35.50': '20270101' });
    const { persons } = await read(
      person({
        '12': { current: [document('A'), document('B')], history: [document('C')] },
        '08': { current: [{ '09.10': '9901' }], history: [{ '09.10': '0363' }, { '09.10': '0599' }] },
      }),
    );
    expect(persons[0]?.record.documents.map(({ number }) => number)).toEqual(['A', 'B']);
    expect(persons[0]?.record.residence.municipality).toBe('9901');
  });

  it('is under investigation until the investigation ended', async () => {
    const residence = (ended: string) =>
      one({ '09.10': '9901', '83.10': '081100', '83.20': '20260101', '83.30': ended });
    const [open, ended] = (await read(person({ '08': residence('') }), person({ '08': residence('20260201') })))
      .persons;
    expect(open?.record.residence.underInvestigation).toBe('081100');
    expect(ended?.record.residence.underInvestigation).toBeUndefined();
  });

  it.each([
    ['01', { '01.10': '9900000001', '03.10': '19750231', '04.10': 'V' }, '01.03.10', 'not-allowed'],
    [
      '01',
      { '01.10': '9900000001', '01.20': '123456789', '03.10': '19750201', '04.10': 'V' },
      '01.01.20',
      'not-allowed',
    ],
    ['01', { '03.10': '19750201', '04.10': 'V' }, '01.01.10', 'invalid-format'],
    ['01', { '01.10': '9900000001', '03.10': '19750201', '04.10': 'X' }, '01.04.10', 'invalid-value'],
    ['08', { '11.60': '0123AB' }, '08.11.60', 'invalid-format'],
    ['08', { '11.20': 'twelve' }, '08.11.20', 'invalid-type'],
    ['07', { '70.10': '9' }, '07.70.10', 'too-big'],
    ['12', { '35.10': 'PN', '35.20': 'A', '35.50': '2027' }, '12.35.50', 'invalid-format'],
  ])('is rejected for category %s %o, naming line and element %s', async (category, block, field, reason) => {
    const { persons, rejects } = await read(person(), person({ [category]: one(block as never) }));
    expect(persons).toHaveLength(1);
    expect(rejects).toContainEqual(expect.objectContaining({ line: 3, field, reason, severity: 'rejected' }));
    expect(JSON.stringify(rejects)).not.toContain('19750231');
  });

  it('says of a block that nothing announced that it was not read', async () => {
    const csv = lo3Csv([
      person({
        '12': {
          current: [{ '35.10': 'PN', '35.20': 'A', '35.50': '20270101' }],
          history: [{ '35.10': 'PN', '35.20': 'B', '35.50': '20200101' }],
        },
      }),
    ]);
    const { persons, rejects } = await readFile(bytesOf(csv.replace(';62\r\n', ';\r\n')));
    expect(persons[0]?.record.documents).toHaveLength(1);
    expect(rejects).toMatchObject([{ line: 3, field: '12', reason: 'block-not-announced', severity: 'noted' }]);
  });
});

describe('a file', () => {
  const good = lo3Csv([person(), person()]);

  it.each([
    [['naam', 'adres'], /not a file of person lists/],
    [['', '01.01.10', '01.01.20'], /columns of a person list are missing: 01\.02\.10/],
  ])('with the header %o is not one of person lists', (header, why) => expect(whyNotPersons(header)).toMatch(why));

  it('of rubbish never does worse than be refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 400 })),
        async (rubbish) => {
          const file =
            typeof rubbish === 'string' ? Buffer.from(good + rubbish) : Buffer.concat([Buffer.from(good), rubbish]);
          const result = await readFile(bytesOf(file)).catch((error) => error);
          expect(result instanceof FileRefused || result.persons.length >= 1).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
