import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/dates.ts';
import { codeIn, entryOfWork, workItem } from '#shared/domain/work-item.ts';
import { dueOf, mayEndAs, outcomeLabels, workKind, workKinds, workOutcome } from '#shared/domain/work-kinds.ts';
import { doneAs, givenBack, takenBy } from '#shared/domain/work-steps.ts';
import { at, aWorkItem, on } from '#test/builders.ts';

const NOON = at('2026-11-24T11:00:00.000Z');
const jansen = { by: 'jansen', at: NOON };
const open = aWorkItem();
const taken = aWorkItem({ state: 'taken', takenBy: 'jansen', takenAt: NOON });
const done = aWorkItem({ ...taken, state: 'done', outcome: 'called', doneBy: 'jansen', doneAt: NOON });

describe('by when a person must do something', () => {
  it.each([
    ['handed-over', '2026-11-24', '2026-12-01'],
    ['handed-over', '2026-12-24', '2027-01-04'],
    ['unknown-outcome', '2026-11-27', '2026-12-01'],
    ['unknown-outcome', '2026-12-24', '2026-12-29'],
    ['unknown-outcome', '2027-03-25', '2027-03-31'],
    ['unknown-outcome', '2027-05-04', '2027-05-11'],
    ['letter-returned', '2026-12-31', '2027-01-08'],
    ['service-halted', '2026-11-27', '2026-11-30'],
    ['service-halted', '2027-04-26', '2027-04-28'],
    ['run-halted', '2026-11-28', '2026-11-30'],
    ['run-halted', '2026-11-27', '2026-11-27'],
  ] as const)('%s of %s: %s', (kind, day, due) => expect(dueOf(kind, on(day))).toBe(due));

  it('is on a working day, of every kind and whatever day it comes up, and not before', () => {
    for (let day = on('2026-01-01'); day < on('2031-01-01'); day = addDays(day, 1))
      for (const kind of workKind.options) {
        const due = dueOf(kind, day);
        expect(isWorkingDay(due) && due >= day, `${kind} of ${day}`).toBe(true);
      }
  });
});

describe('what a person may say came of it', () => {
  it('is something, of every kind, and each word stands for some kind', () => {
    const said = new Set<string>(workKind.options.flatMap((kind) => workKinds[kind].outcomes));
    for (const kind of workKind.options) expect(workKinds[kind].outcomes.length).toBeGreaterThan(1);
    expect([...said].sort()).toEqual([...workOutcome.options].sort());
    expect(Object.keys(outcomeLabels).sort()).toEqual([...workOutcome.options].sort());
  });
  it('is of its own kind', () => {
    expect(mayEndAs('unknown-outcome', 'arrived')).toBe(true);
    for (const outcome of ['arrived', 'released', 'toString', '']) expect(mayEndAs('handed-over', outcome)).toBe(false);
  });
});

describe('an item', () => {
  it('is taken by one person, who alone can say what came of it', () => {
    expect(takenBy(jansen)(open)).toEqual(taken);
    expect(takenBy({ ...jansen, at: at('2026-11-24T12:00:00.000Z') })(taken)).toBe(taken);
    const another = { by: 'pietersen', at: NOON };
    expect(takenBy(another)(taken)).toEqual({ refused: 'taken-by-another', by: 'jansen' });
    expect(doneAs('called', another)(taken)).toEqual({ refused: 'taken-by-another', by: 'jansen' });
    expect(doneAs('called', jansen)(taken)).toEqual(done);
  });
  it('is not done before it is taken, nor as what its kind does not know, nor by nobody', () => {
    expect(doneAs('called', jansen)(open)).toEqual({ refused: 'not-taken' });
    expect(doneAs('arrived', jansen)(taken)).toEqual({ refused: 'no-such-outcome', kind: 'handed-over' });
    expect(takenBy({ by: ' ', at: NOON })(open)).toEqual({ refused: 'nobody-named' });
  });
  it('is given back as it was, by whomever', () => {
    expect(givenBack(taken)).toEqual(open);
    expect(givenBack(open)).toBe(open);
  });
  it('is done for good', () => {
    const refused = { refused: 'already-done', by: 'jansen', outcome: 'called' };
    expect([takenBy(jansen)(done), givenBack(done), doneAs('visited', jansen)(done)]).toEqual([
      refused,
      refused,
      refused,
    ]);
    expect(doneAs('called', jansen)(done)).toBe(done);
  });
  it('holds ids and codes only', () => {
    for (const reason of ['Mevrouw De Vries', 'a@b.nl', '0612345678', '999990019', '', `${'x'.repeat(61)}`]) {
      expect(codeIn(reason)).toBe('other');
      expect(workItem.safeParse({ ...open, reason }).success).toBe(false);
    }
    for (const reason of ['no-channel', 'MessageRejected', 'unusual:above', 'UNKNOWN_FINAL'])
      expect(codeIn(reason)).toBe(reason);
  });
  it.each([
    ['handed-over', true],
    ['unknown-outcome', true],
    ['letter-returned', true],
    ['bsn-contested', false],
    ['service-halted', false],
    ['run-halted', false],
  ] as const)('%s is about an entry: %s', (kind, expected) => {
    const about = { service: 'travel-document-expiry', about: 'resident-a', occasion: 'PN-one', stage: 'notice' };
    expect(entryOfWork({ ...open, kind })).toEqual(expected ? about : undefined);
  });
});
