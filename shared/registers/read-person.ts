import * as z from 'zod';
import { isBsn } from '#shared/domain/bsn.ts';
import { listedRecord } from '#shared/domain/person.ts';
import { type Block, type BlockLines, type Blocks, currentBlocks } from './current-blocks.ts';
import { elementOf } from './element-of.ts';
import type { PersonColumns } from './person-columns.ts';
import type { Reject } from './reject.ts';
import { rejectsOf, wrongWidth } from './rejects-of.ts';
import { lineOfRow, type PersonRows } from './split-persons.ts';

const bsn = z.string().refine(isBsn, 'fails the eleven-test');

/** One person list as delivered: the record, and what identifies it. Documents and relatives still carry their numbers. */
export const personList = z.object({
  aNumber: z.string().regex(/^\d{10}$/, 'not ten digits'),
  bsn: bsn.optional(),
  record: listedRecord.extend({
    parents: z.object({ first: bsn.optional(), second: bsn.optional() }),
    children: z.array(bsn),
    documents: z.array(listedRecord.shape.documents.element.omit({ ref: true }).extend({ number: z.string().min(1) })),
  }),
});
export type PersonList = z.infer<typeof personList>;

/** The BSN that a person's first row claims, whatever is wrong with the rest. */
export const claimedBsn = (columns: PersonColumns, { rows }: PersonRows): string | undefined =>
  claimed(columns, rows[0], '01.01.20', isBsn);

/** The A-number that a person's first row gives. */
export const claimedANumber = (columns: PersonColumns, { rows }: PersonRows): string | undefined =>
  claimed(columns, rows[0], '01.01.10', (value) => value !== '');

const claimed = (
  columns: PersonColumns,
  row: readonly string[] | undefined,
  element: string,
  isGood: (value: string) => boolean,
): string | undefined => {
  const value = row?.[columns.categories.get('01')?.elements.get(element) ?? -1] ?? '';
  return isGood(value) ? value : undefined;
};

/** Reads one person. Any element that is not what the LO allows rejects the person, with every such element named. */
export const readPerson = (
  columns: PersonColumns,
  rows: PersonRows,
): { readonly person?: PersonList; readonly rejects: readonly Reject[] } => {
  const wrong = rows.rows.flatMap((row, index) => wrongWidth(lineOfRow(rows, index), row, columns.width) ?? []);
  if (wrong.length > 0) return { rejects: wrong };
  const { blocks, lines, rejects } = currentBlocks(columns, rows);
  const parsed = personList.safeParse(rawPerson(blocks));
  const all = parsed.success
    ? rejects
    : [...rejects, ...rejectsOf(parsed.error, (path) => placeOf(path, blocks, lines, rows.line))];
  const isLeftOut = all.some(({ severity }) => severity === 'rejected');
  return parsed.success && !isLeftOut ? { person: parsed.data, rejects: all } : { rejects: all };
};

/** The element that a path in the record came from, and the line of the block that held it. */
const placeOf = (path: readonly PropertyKey[], blocks: Blocks, lines: BlockLines, otherwise: number) => {
  const field = elementOf(path);
  const category = field.slice(0, 2);
  const nth = path.find((step) => typeof step === 'number') ?? 0;
  // Blocks that are left out of the record are counted here.
  const found = LISTED.find((element) => element.startsWith(category));
  const index = found === undefined ? 0 : blocksWith(blocks, found).indexes[nth];
  return { field, line: lines.get(category)?.[index ?? 0] ?? otherwise };
};

const DOCUMENT = '12.35.10';
const CHILD = '09.01.20';
/** What a block of a category must hold to be one of the record's: signals about documents and children without a BSN are not. */
const LISTED = [DOCUMENT, CHILD];

const blocksWith = (blocks: Blocks, element: string) => {
  const all = blocks.get(element.slice(0, 2)) ?? [];
  const indexes = [...all.keys()].filter((index) => all[index]?.[element] !== undefined);
  return { indexes, found: indexes.map((index) => all[index] as Block) };
};

const rawPerson = (blocks: Blocks): unknown => {
  const first = (category: string): Block => blocks.get(category)?.[0] ?? {};
  const person = first('01');
  return {
    aNumber: person['01.01.10'] ?? '',
    bsn: person['01.01.20'],
    record: {
      person: {
        given: person['01.02.10'],
        title: person['01.02.20'],
        prefix: person['01.02.30'],
        surname: person['01.02.40'],
        birthDate: person['01.03.10'] ?? '00000000',
        sex: person['01.04.10'] ?? 'O',
        nameUse: person['01.61.10'] ?? 'E',
        underInvestigation: investigated(person, '01'),
      },
      parents: { first: first('02')['02.01.20'], second: first('03')['03.01.20'] },
      children: blocksWith(blocks, CHILD).found.map((block) => block[CHILD]),
      ...(blocks.get('05')?.length && { partner: partnerOf(first('05')) }),
      ...(blocks.get('06')?.length && { death: { date: first('06')['06.08.10'] ?? '00000000' } }),
      registration: { suspension: first('07')['07.67.20'], secrecy: numberOf(first('07')['07.70.10'] ?? '0') },
      residence: residenceOf(first('08')),
      ...(blocks.get('11')?.length && {
        authority: {
          overMinor: first('11')['11.32.10'],
          curatele: first('11')['11.33.10'] === '1',
          underInvestigation: investigated(first('11'), '11'),
        },
      }),
      documents: blocksWith(blocks, DOCUMENT).found.map(documentOf),
    },
  };
};

/** Under investigation only while the investigation has not ended. */
const investigated = (block: Block, category: string): string | undefined =>
  block[`${category}.83.30`] === undefined ? block[`${category}.83.10`] : undefined;

/** Digits as a number. Anything else is left for the schema to refuse: `0x1F` and `1e3` are numbers to JavaScript only. */
const numberOf = (value: string | undefined): unknown => (value && /^\d+$/.test(value) ? Number(value) : value);

const partnerOf = (block: Block) => ({ prefix: block['05.02.30'], surname: block['05.02.40'] });

const residenceOf = (block: Block) => ({
  municipality: block['08.09.10'],
  function: block['08.10.10'],
  street: block['08.11.10'],
  officialName: block['08.11.15'],
  houseNumber: numberOf(block['08.11.20']),
  letter: block['08.11.30'],
  addition: block['08.11.40'],
  designation: block['08.11.50'],
  postcode: block['08.11.60']?.replace(/\s/g, '').toUpperCase(),
  town: block['08.11.70'],
  location: block['08.12.10'],
  ...(block['08.13.10'] !== undefined && {
    abroad: {
      country: block['08.13.10'],
      lines: ['08.13.30', '08.13.40', '08.13.50'].flatMap((name) => block[name] ?? []),
    },
  }),
  underInvestigation: investigated(block, '08'),
});

const documentOf = (block: Block) => ({
  kind: block['12.35.10'],
  number: block['12.35.20'] ?? '',
  expiresOn: block['12.35.50'] ?? '00000000',
  ...((block['12.35.60'] !== undefined || block['12.35.70'] !== undefined) && {
    withdrawn: { on: block['12.35.60'], reason: block['12.35.70'] },
  }),
  underInvestigation: investigated(block, '12'),
});
