import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arrows, hasLeft, isFinal, isNeverLeft, statesBefore } from '#shared/domain/arrows.ts';
import { type NoticeState, noticeState } from '#shared/domain/notice.ts';
import { drawArrows, statesPage } from '#test/draw-arrows.ts';

const leaving = (from: string) => arrows.filter((arrow) => arrow.from === from);

describe('the table of arrows', () => {
  it('reaches every state, and no arrow stands twice', () => {
    expect(new Set(arrows.map(({ to }) => to))).toEqual(new Set(noticeState.options));
    const keys = arrows.map(({ by, from, to }) => `${by} ${from} ${to}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('lets only QUEUED start for the wire', () => {
    expect(arrows.filter(({ to }) => to === 'SENDING').map(({ from }) => from)).toEqual(['QUEUED']);
  });
  it.each(['UNKNOWN', 'UNKNOWN_FINAL'])('never brings %s back to a queue', (state) => {
    expect(leaving(state).map(({ to }) => to)).not.toContain('QUEUED');
    expect(leaving(state).map(({ to }) => to)).not.toContain('SENDING');
  });
  it('lets a provider’s report only raise the rank', () => {
    const before = ['SENDING', 'BATCHED', 'UNKNOWN', 'UNKNOWN_FINAL'];
    const rank = [...before, 'SENT', 'REJECTED', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];
    for (const { from, to } of arrows.filter(({ by }) => by === 'record')) {
      expect(rank).toContain(from);
      expect(rank.indexOf(to)).toBeGreaterThan(rank.indexOf(from));
    }
  });
  it.each([
    ['e-mail and text', 'SENDING', ['SENT', 'REJECTED', 'DELIVERED', 'BOUNCED', 'COMPLAINED']],
    ['letter', 'BATCHED', ['SENT', 'REJECTED', 'RETURNED']],
  ] as const)('ends the same whichever of two reports comes first: %s', (_, start, reports) => {
    const next = (from: NoticeState, to: NoticeState) => (statesBefore('record', to).includes(from) ? to : from);
    for (const one of reports)
      for (const other of reports) expect(next(next(start, one), other)).toBe(next(next(start, other), one));
  });
  it('lets nothing but a provider’s report change what is final, tables that were restored and persons aside', () => {
    for (const { from, by } of arrows)
      if (from !== 'none' && isFinal(from) && by !== 'person')
        expect(by).toBe(isNeverLeft(from) ? 'reconcile' : 'record');
  });
  it('lets a person say of nothing but what nobody knows that it arrived, and lets reports count after that', () => {
    const its = arrows.filter(({ by }) => by === 'person');
    expect(its.map(({ from, to }) => [from, to])).toEqual([['UNKNOWN_FINAL', 'DELIVERED']]);
    expect(leaving('DELIVERED').map(({ by, to }) => [by, to])).toEqual([
      ['record', 'BOUNCED'],
      ['record', 'COMPLAINED'],
    ]);
  });
  it('lets reconcile touch nothing that left, and bring nothing back to a queue', () => {
    const its = arrows.filter(({ by }) => by === 'reconcile');
    expect(its.filter(({ from }) => from !== 'none' && hasLeft(from))).toEqual([]);
    expect([...new Set(its.map(({ to }) => to))].sort()).toEqual(['SENT', 'UNKNOWN_FINAL']);
  });
  it('answers which states an arrow may start from', () => {
    expect(statesBefore('sweep', 'UNKNOWN')).toEqual(['SENDING']);
    expect(statesBefore('sweep', 'SENT')).toEqual([]);
  });
  it('is what the page in docs shows (`node test/draw-arrows.ts` draws it anew)', () => {
    expect(readFileSync(statesPage, 'utf8')).toBe(drawArrows());
  });
});
