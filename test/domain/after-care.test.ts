import { describe, expect, it } from 'vitest';
import { closeChannel } from '#shared/domain/close-channel.ts';
import { releaseClaim } from '#shared/domain/release-claim.ts';
import { aNotice, anAgenda, anEntry, on } from '#test/builders.ts';

const noticeId = aNotice().noticeId;
const claimed = anEntry({ state: 'claimed', notice: noticeId, version: 3 });
const agenda = anAgenda({
  entries: [claimed],
  nextOn: on('2027-06-01'),
  sent: [{ on: on('2026-11-24'), notice: noticeId }],
});

describe('releasing a claim', () => {
  it.each([
    [{ state: 'EXPIRED' as const }, { state: 'closed', reason: 'lapsed' }],
    [{ state: 'HANDED_OVER' as const }, { state: 'closed', reason: 'handed-over' }],
    [
      { state: 'CANCELLED' as const, reason: 'stop' },
      { state: 'closed', reason: 'stop' },
    ],
    [{ state: 'CANCELLED' as const, reason: 'blocked' }, { state: 'open' }],
    [{ state: 'CANCELLED' as const, reason: 'service-changed' }, { state: 'open' }],
  ])('after %o the entry is %o and the cap is given back', (end, expected) => {
    const after = releaseClaim(agenda, aNotice(end));
    expect(after.entries[0]).toMatchObject(expected);
    expect(after.sent).toEqual([]);
    expect(after.nextOn).toBe(expected.state === 'open' ? '2026-11-01' : '2027-06-01');
    expect(releaseClaim(after, aNotice(end))).toBe(after);
  });
  it('leaves the place of a later decision about the same', () => {
    const later = { ...agenda, sent: [{ on: on('2026-11-24'), notice: noticeId, version: 3 }] };
    expect(releaseClaim(later, aNotice({ state: 'CANCELLED', decidedOn: 2 }))).toBe(later);
    expect(releaseClaim(later, aNotice({ state: 'CANCELLED', decidedOn: 3 })).sent).toEqual([]);
  });
  it('leaves an entry alone that was claimed on another version', () => {
    const other = aNotice({ state: 'CANCELLED', decidedOn: 2 });
    expect(releaseClaim({ ...agenda, sent: [] }, other).entries).toEqual([claimed]);
  });
});

describe('closing a channel', () => {
  const close = (over = agenda) => closeChannel(over, 'email', 'BOUNCED', [noticeId], on('2026-11-24'));
  it('opens one recovery entry, from tomorrow and for at least fourteen days', () => {
    const after = close();
    expect(after.suppressed).toEqual({ email: 'BOUNCED' });
    expect(after.entries[1]).toMatchObject({
      stage: 'recovery',
      state: 'open',
      from: '2026-11-25',
      until: '2026-12-09',
    });
    expect(after.nextOn).toBe('2026-11-25');
  });
  it('lasts as long as the window when that is longer', () => {
    const entries = [{ ...claimed, until: on('2027-01-01') }];
    expect(close({ ...agenda, entries }).entries[1]).toMatchObject({ until: '2027-01-01' });
  });
  it.each([
    [['BOUNCED', 'COMPLAINED'], 'COMPLAINED'],
    [['REJECTED', 'BOUNCED', 'REJECTED'], 'BOUNCED'],
    [['opted-out', 'number-blocked'], 'opted-out'],
  ])('keeps the reason that says most of %o, in any order', (reasons, kept) => {
    const closed = (order: readonly string[]) =>
      order.reduce((over, because) => closeChannel(over, 'sms', because, [noticeId], on('2026-11-24')), agenda);
    expect(closed(reasons).suppressed).toEqual({ sms: kept });
    if (!reasons.includes('opted-out')) expect(closed(reasons.toReversed()).suppressed).toEqual({ sms: kept });
  });
  it('gives what two messages of one occasion failed for the longer window, whichever is heard of first', () => {
    const reminder = { ...claimed, stage: 'reminder' as const, until: on('2027-02-01') };
    const both = { ...agenda, entries: [{ ...claimed, until: on('2027-01-01') }, reminder] };
    const ids = [noticeId, noticeId.replace(/notice$/, 'reminder')];
    for (const order of [ids, ids.toReversed()]) {
      const after = order.reduce(
        (over, part) => closeChannel(over, 'email', 'BOUNCED', [part], on('2026-11-24')),
        both,
      );
      expect(after.entries.slice(2)).toMatchObject([{ stage: 'recovery', from: '2026-11-25', until: '2027-02-01' }]);
      expect(closeChannel(after, 'email', 'BOUNCED', [noticeId], on('2026-11-29'))).toBe(after);
    }
  });
  it('adds nothing the second time, nor for a recovery that failed', () => {
    const once = close();
    expect(close(once)).toBe(once);
    const letter = noticeId.replace(/notice$/, 'recovery');
    const failed = closeChannel(once, 'letter', 'RETURNED', [letter], on('2026-11-30'));
    expect(failed.entries).toHaveLength(2);
    expect(failed.suppressed).toEqual({ email: 'BOUNCED', letter: 'RETURNED' });
  });
});
