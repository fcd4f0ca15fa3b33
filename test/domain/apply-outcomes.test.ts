import { describe, expect, it } from 'vitest';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { applyOutcomes, type EntryOutcome } from '#shared/domain/apply-outcomes.ts';
import { anAgenda, anEntry, on } from '#test/builders.ts';

const [one, two, three] = ['PN-one', 'NI-two', 'NI-three'].map((occasion) => anEntry({ occasion })) as [
  ReturnType<typeof anEntry>,
  ReturnType<typeof anEntry>,
  ReturnType<typeof anEntry>,
];
/** Was told of in the notice of the first, which came to nothing since. */
const left = { ...two, state: 'claimed' as const, notice: noticeIdOf(one), version: 2 };
const became = (...outcomes: EntryOutcome[]) =>
  applyOutcomes(anAgenda({ entries: [one, left, three] }), outcomes, [], on('2026-11-24')).entries.map(
    ({ occasion, state, notice }) => [occasion, state, ...(notice ? [notice.split('#')[2]] : [])].join(' '),
  );

describe('what was claimed by a notice that something is put over', () => {
  it('opens again when it is decided anew, by itself or under another', () => {
    expect(became({ entry: noticeIdOf(one), claimedBy: noticeIdOf(one) })).toEqual([
      'PN-one claimed PN-one',
      'NI-two open',
      'NI-three open',
    ]);
    expect(
      became(
        { entry: noticeIdOf(one), claimedBy: noticeIdOf(three) },
        { entry: noticeIdOf(three), claimedBy: noticeIdOf(three) },
      ),
    ).toEqual(['PN-one claimed NI-three', 'NI-two open', 'NI-three claimed NI-three']);
  });
  it('opens again when the other is stopped, handed over or has lapsed', () => {
    for (const closed of ['stop', 'handed-over', 'lapsed'] as const)
      expect(became({ entry: noticeIdOf(one), closed, notice: noticeIdOf(one) })[1]).toBe('NI-two open');
  });
  it('stays when the notice left and is only found to have told', () => {
    expect(became({ entry: noticeIdOf(one), closed: 'told', notice: noticeIdOf(one) })[1]).toBe(
      'NI-two claimed PN-one',
    );
  });
});

describe('the places under the cap', () => {
  const day = on('2026-11-24');
  const sentAfter = (outcome: EntryOutcome, capped: string[], place: object) =>
    applyOutcomes(
      anAgenda({ entries: [one], sent: [{ on: day, notice: noticeIdOf(one), version: 1, ...place }] }),
      [outcome],
      capped,
      day,
    ).sent.map(({ notice, version }) => [notice, version]);

  it('are given back by a decision that is put over what held one, and counted anew', () => {
    const claim = { entry: noticeIdOf(one), claimedBy: noticeIdOf(one) };
    expect(sentAfter(claim, [], {})).toEqual([]);
    expect(sentAfter(claim, [noticeIdOf(one)], {})).toEqual([[noticeIdOf(one), 3]]);
    expect(sentAfter({ entry: noticeIdOf(one), closed: 'stop', notice: noticeIdOf(one) }, [], {})).toEqual([]);
  });
  it('stay when what held one has told, until thirty days are over', () => {
    const told = { entry: noticeIdOf(one), closed: 'told' as const, notice: noticeIdOf(one) };
    expect(sentAfter(told, [], {})).toEqual([[noticeIdOf(one), 1]]);
    expect(sentAfter(told, [], { on: on('2026-10-26') })).toEqual([[noticeIdOf(one), 1]]);
    expect(sentAfter(told, [], { on: on('2026-10-25') })).toEqual([]);
  });
});
