import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fullDate } from '#shared/domain/brp-date.ts';
import { officialSet, WHERE } from '#test/official-set.ts';
import { readFile } from './read-file.ts';

const file = officialSet();
const count = <T>(list: readonly T[], of: (each: T) => unknown): number =>
  list.filter((each) => Boolean(of(each))).length;

describe.skipIf(!file)(`the official test set (${WHERE})`, async () => {
  const { persons, rejects, all, why } = file ? await readFile(createReadStream(file)) : ({} as never);

  it('is read whole, but for two lists with impossible dates', () => {
    expect([why, all.length, persons.length]).toEqual([undefined, 687, 685]);
    expect(rejects.filter(({ severity }) => severity === 'rejected').map(({ line, field }) => [line, field])).toEqual([
      [1569, '01.03.10'],
      [1692, '06.08.10'],
    ]);
  });
  it('has nine blocks that nothing announces', () => {
    expect(count(rejects, ({ reason }) => reason === 'block-not-announced')).toBe(9);
  });
  it('has two persons without BSN, and five BSNs that two lists claim', () => {
    const bsns = persons.flatMap(({ bsn }) => bsn ?? []);
    expect(persons.length - bsns.length).toBe(2);
    const claimedTwice = bsns.filter((bsn, index) => bsns.indexOf(bsn) !== index);
    expect([...claimedTwice].sort()).toEqual(['999991425', '999992788', '999994724', '999995133', '999995923']);
  });
  it('has the documents that are there', () => {
    const documents = persons.flatMap(({ record }) => record.documents);
    const kinds = Object.groupBy(documents, ({ kind }) => kind);
    expect(kinds.PN?.length).toBe(89);
    expect(kinds.NI?.length).toBe(68);
    expect(documents.length).toBe(163);
    expect(count(documents, ({ expiresOn }) => !fullDate(expiresOn))).toBe(0);
  });
});
