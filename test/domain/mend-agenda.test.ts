import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/agenda.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { mendAgenda, versionAbove } from '#shared/domain/mend-agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { aNotice, anAgenda, anEntry } from '#test/builders.ts';

const ID = noticeIdOf(anEntry());
const OTHER = noticeIdOf(anEntry({ occasion: 'NI-two' }));
const claimed = (over: Partial<Entry> = {}) => anEntry({ state: 'claimed', notice: ID, version: 3, ...over });
const mended = (entry: Entry, ...notices: Notice[]) =>
  mendAgenda(anAgenda({ entries: [entry] }), new Map(notices.map((notice) => [notice.noticeId, notice]))).entries[0];

describe('a claim', () => {
  it.each<[string, Notice[]]>([
    ['that no notice is there for', []],
    ['of another decision than the notice, which never left', [aNotice({ decidedOn: 2, state: 'CANCELLED' })]],
    ['of another decision than the notice, which waits', [aNotice({ decidedOn: 4, state: 'QUEUED' })]],
    ['of a notice that left and told of something else', [aNotice({ decidedOn: 2, state: 'SENT', parts: [OTHER] })]],
  ])('%s opens', (_, notices) => {
    expect(mended(claimed(), ...notices)).toEqual(anEntry());
  });

  it.each<[string, Notice]>([
    ['of a notice that waits', aNotice()],
    ['of a notice that ended: after-care gives it back', aNotice({ state: 'CANCELLED' })],
    ['of a notice that left by another decision, and told of it', aNotice({ decidedOn: 9, state: 'UNKNOWN_FINAL' })],
  ])('%s stays', (_, notice) => {
    expect(mended(claimed(), notice)).toEqual(claimed());
  });

  it('opens only where it must, and nothing is written where nothing does', () => {
    const kept = claimed({ occasion: 'NI-two', notice: OTHER });
    const agenda = anAgenda({ entries: [claimed(), kept] });
    const standing = new Map([[OTHER, aNotice({ noticeId: OTHER, parts: [OTHER] })]]);
    expect(mendAgenda(agenda, standing).entries).toEqual([anEntry(), kept]);
    const whole = new Map([...standing, [ID, aNotice()] as const]);
    expect(mendAgenda(agenda, whole)).toBe(agenda);
  });
});

describe('what is closed', () => {
  const closed = (reason: Entry['reason']) => anEntry({ state: 'closed', reason, notice: ID, version: 3 });
  it('opens when it was handed over by a notice that is gone', () => {
    expect(mended(closed('handed-over'))).toEqual(anEntry());
    expect(mended(closed('handed-over'), aNotice({ state: 'HANDED_OVER' }))).toEqual(closed('handed-over'));
  });
  it.each(['told', 'stop', 'lapsed', 'stage-over', 'not-due', 'withdrawn'] as const)('stays so: %s', (reason) => {
    expect(mended(closed(reason))).toEqual(closed(reason));
  });
});

describe('the version', () => {
  const above = (...decidedOn: number[]) =>
    versionAbove(
      anAgenda({ v: 5 }),
      decidedOn.map((v) => aNotice({ decidedOn: v })),
    );
  it('lies above every decision of the addressee', () => {
    expect([above(), above(4), above(5), above(7, 9, 2)]).toEqual([5, 5, 6, 10]);
  });
  it('does not mind what was decided on the agenda of another', () => {
    expect(versionAbove(anAgenda({ v: 5 }), [aNotice({ addresseeId: 'parent', decidedOn: 9 })])).toBe(5);
  });
});
