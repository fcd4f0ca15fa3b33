import { describe, expect, it } from 'vitest';
import { residentRecord } from '#shared/domain/person.ts';
import { travelDocumentExpiry } from '#shared/services/travel-document-expiry/service.ts';
import { aRecord } from '#test/builders.ts';

const registration = (part: object) => residentRecord.shape.registration.safeParse({ secrecy: 0, ...part }).success;
const residence = (part: object) => residentRecord.shape.residence.safeParse(part).success;

describe('values of the register', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])('secrecy %i is one', (secrecy) => expect(registration({ secrecy })).toBe(true));
  it.each([-1, 8, 1.5, '7'])('secrecy %s is none', (secrecy) => expect(registration({ secrecy })).toBe(false));

  it.each(['O', 'E', 'M', 'R', 'F', 'W'] as const)('suspension %s is one, and nothing is due', (suspension) => {
    expect(registration({ suspension })).toBe(true);
    const due = (record: ReturnType<typeof aRecord>) => travelDocumentExpiry.due(record, { municipality: '9901' });
    expect(due(aRecord())).not.toEqual([]);
    expect(due(aRecord({ registration: { suspension } }))).toEqual([]);
  });
  it.each(['o', 'X', '.'])('suspension %s is none', (suspension) => expect(registration({ suspension })).toBe(false));

  it.each(['W', 'B'])('address function %s is one', (value) => expect(residence({ function: value })).toBe(true));
  it.each(['w', 'V', ''])('address function «%s» is none', (value) =>
    expect(residence({ function: value })).toBe(false),
  );
  it.each(['by', 'to'])('designation %s is one', (designation) => expect(residence({ designation })).toBe(true));
  it.each(['bij', 't/o'])('designation %s is none', (designation) => expect(residence({ designation })).toBe(false));
});
