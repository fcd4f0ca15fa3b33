import { describe, expect, it } from 'vitest';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { rememberTold } from '#shared/domain/remember-told.ts';
import { aNotice, anAgenda, anEntry, on } from '#test/builders.ts';

const ID = noticeIdOf(anEntry());
const OTHER = noticeIdOf(anEntry({ occasion: 'NI-two' }));
const told = aNotice({ decidedOn: 7, parts: [ID, OTHER] });
const DAY = { on: on('2026-11-24'), today: on('2026-11-25'), isCapped: true };

describe('an agenda that forgot what was told', () => {
  const agenda = anAgenda({
    entries: [
      anEntry(),
      anEntry({ occasion: 'NI-two', state: 'claimed', notice: OTHER, version: 2 }),
      anEntry({ occasion: 'PN-three' }),
    ],
  });
  const known = rememberTold(agenda, told, DAY);

  it('has every part claimed by the notice and the decision that told of it, and the rest as it was', () => {
    expect(known.entries).toEqual([
      anEntry({ state: 'claimed', notice: ID, version: 7 }),
      anEntry({ occasion: 'NI-two', state: 'claimed', notice: ID, version: 7 }),
      anEntry({ occasion: 'PN-three' }),
    ]);
    expect(known.sent).toEqual([{ on: '2026-11-24', notice: ID }]);
  });
  it('is the same when it is reminded twice', () => {
    expect(rememberTold(known, told, DAY)).toBe(known);
  });
  it('gives no place under the cap to what does not count, or is long ago', () => {
    expect(rememberTold(agenda, told, { ...DAY, isCapped: false }).sent).toEqual([]);
    expect(rememberTold(agenda, told, { ...DAY, today: on('2026-12-24') }).sent).toEqual([]);
    expect(rememberTold(agenda, told, { ...DAY, today: on('2026-12-23') }).sent).toHaveLength(1);
  });
  it('leaves closed what a stop closed', () => {
    const closed = anEntry({ state: 'closed', reason: 'stop', notice: ID, version: 2 });
    expect(rememberTold(anAgenda({ entries: [closed] }), told, DAY).entries).toEqual([closed]);
  });
  it('is looked at again when the next thing is due', () => {
    const alone = anAgenda({ entries: [anEntry()], nextOn: on('2026-11-01') });
    expect(rememberTold(alone, told, DAY).nextOn).toBe(alone.reviewOn);
  });
});
