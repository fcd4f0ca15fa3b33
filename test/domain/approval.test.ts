import { describe, expect, it } from 'vitest';
import { type Approval, approved, noApproval, stageOf, withoutIdleSeats, withSeat } from '#shared/domain/approval.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import { aNotice, at } from '#test/builders.ts';

const NOON = at('2026-11-24T12:00:00.000Z');
const VERSION = { hash: 'h1', author: 'Carla@example.org' };
const NONE = noApproval('s', 'h1');
const asked = (by: string, hash = 'h1', time = NOON) => ({ service: 's', hash, by, at: time });
const firstBy = (by: string): Approval => ({ ...NONE, v: 1, first: { by, at: at('2026-11-20T12:00:00.000Z') } });
const open: Approval = { ...firstBy('anna'), second: { by: 'bert', at: at('2026-11-21T12:00:00.000Z') } };

describe('an approval', () => {
  it('takes two people: the first lets it be tried, the second opens it', () => {
    const first = approved(NONE, asked('anna'), VERSION) as Approval;
    const second = approved(first, asked('bert'), VERSION) as Approval;
    expect([NONE, first, second].map(stageOf)).toEqual(['new', 'trial', 'open']);
  });
  it.each([
    ['by who wrote it', NONE, asked('carla@example.org'), 'author'],
    ['by who wrote it, as the second', firstBy('anna'), asked(' CARLA@EXAMPLE.ORG '), 'author'],
    ['by the same person twice', firstBy('anna'), asked('anna'), 'same-person'],
    ['by the same person, spelled otherwise', firstBy('anna@a.nl'), asked('Anna@A.nl '), 'same-person'],
    ['by nobody', NONE, asked('  '), 'nobody'],
    ['by a third person', open, asked('dirk'), 'open'],
    ['of another version', NONE, asked('anna', 'h2'), 'another-version'],
    ['of what was withdrawn', { ...open, withdrawn: { by: 'x', at: NOON } }, asked('dirk'), 'withdrawn'],
  ] as const)('is refused %s', (_, known, by, why) => {
    expect(approved(known, by, VERSION)).toBe(why);
  });
  it('is refused of a service that is not on', () => {
    expect(approved(NONE, asked('anna'), undefined)).toBe('not-deployed');
  });
  it('that is asked again because its answer was lost is the same one', () => {
    const first = approved(NONE, asked('anna'), VERSION) as Approval;
    expect(approved(first, asked('anna'), VERSION)).toBe(first);
  });
  it('is none once it was withdrawn', () => {
    expect(stageOf({ ...open, withdrawn: { by: 'x', at: NOON } })).toBe('new');
  });
});

describe('the seats of a trial', () => {
  const seated = (seats: Approval['seats']): Approval => ({ ...firstBy('anna'), seats });
  it('are as many as it allows, and who has one keeps it', () => {
    const two = seated({ a: NOON, b: NOON });
    expect(withSeat(two, 'c', NOON, 2)).toBeUndefined();
    expect(withSeat(two, 'c', NOON, 3)?.seats).toEqual({ a: NOON, b: NOON, c: NOON });
    const later = at('2026-11-25T12:00:00.000Z');
    expect(withSeat(two, 'a', later, 2)?.seats).toEqual({ a: later, b: NOON });
  });

  const YESTERDAY = at('2026-11-23T12:00:00.000Z');
  const standing = (state: NoticeState, over: Partial<Notice> = {}) =>
    new Map([['a', aNotice({ state, serviceHash: 'h1', ...over })]]);
  const isKept = (notices: ReadonlyMap<string, Notice>, seatedAt = YESTERDAY) =>
    'a' in withoutIdleSeats(seated({ a: seatedAt }), notices, NOON).seats;

  it.each(['QUEUED', 'BATCHED', 'SENDING', 'UNKNOWN', 'SENT', 'BOUNCED', 'REJECTED', 'UNKNOWN_FINAL'] as const)(
    'are kept of a notice that is %s',
    (state) => expect(isKept(standing(state))).toBe(true),
  );
  it.each(['CANCELLED', 'EXPIRED', 'SUPPRESSED', 'HANDED_OVER', 'LAPSED'] as const)(
    'are given back of a notice that is %s',
    (state) => expect(isKept(standing(state))).toBe(false),
  );
  it('are given back of a notice that was never put, or that another version told', () => {
    expect([isKept(new Map()), isKept(standing('SENT', { serviceHash: 'h0' }))]).toEqual([false, false]);
  });
  it('are kept for an hour in any case: the notice may be about to be put', () => {
    expect(isKept(new Map(), at('2026-11-24T11:00:01.000Z'))).toBe(true);
    expect(isKept(new Map(), at('2026-11-24T11:00:00.000Z'))).toBe(false);
  });
});
