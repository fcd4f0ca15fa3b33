import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/agenda.ts';
import { mergeEntries } from '#shared/domain/merge-entries.ts';
import type { PlacedDue } from '#shared/domain/place-due.ts';
import { anEntry, on } from '#test/builders.ts';

const service = 'travel-document-expiry';
const today = on('2026-11-24');
const due = (over: Partial<PlacedDue> = {}): PlacedDue => ({
  service,
  agenda: 'resident-a',
  occasion: 'PN-one',
  stage: 'notice',
  from: on('2026-11-01'),
  until: on('2026-12-01'),
  ...over,
});
const merge = (entries: Entry[], found: PlacedDue[], isStopped = false) =>
  mergeEntries({
    entries,
    due: found,
    about: 'resident-a',
    services: new Set([service]),
    today,
    isStopped: () => isStopped,
  });
const claimed = anEntry({ state: 'claimed', notice: 'n', version: 2 });

describe('merging what is due into an agenda', () => {
  it('opens what is new', () => expect(merge([], [due()])).toEqual([anEntry()]));
  it('keeps the state of what is known', () => expect(merge([claimed], [due()])).toEqual([claimed]));
  it('takes a new window, and opens again what was claimed with the old one', () => {
    const moved = due({ from: on('2026-12-01'), until: on('2027-01-01') });
    const opened = anEntry({ from: on('2026-12-01'), until: on('2027-01-01') });
    expect(merge([anEntry()], [moved])).toEqual([opened]);
    expect(merge([claimed], [moved])).toEqual([opened]);
    const told = anEntry({ state: 'closed', reason: 'told' });
    expect(merge([told], [moved])).toEqual([{ ...told, from: '2026-12-01', until: '2027-01-01' }]);
  });
  it('opens again what was claimed when a person must look at it by now', () => {
    expect(merge([claimed], [due({ handOver: 'address-under-investigation' })])).toEqual([
      anEntry({ handOver: 'address-under-investigation' }),
    ]);
  });
  it('closes what is open and no longer due', () => {
    expect(merge([anEntry()], [])).toEqual([anEntry({ state: 'closed', reason: 'not-due' })]);
  });
  it('withdraws what was claimed and is no longer due', () => {
    expect(merge([claimed], [])).toEqual([{ ...claimed, state: 'closed', reason: 'withdrawn' }]);
  });
  it.each(['not-due', 'withdrawn'] as const)('opens again what was closed as %s when it is due', (reason) => {
    expect(merge([{ ...claimed, state: 'closed', reason }], [due()])).toEqual([anEntry()]);
  });
  it('opens what a stop closed only when the stop is lifted', () => {
    const stopped = anEntry({ state: 'closed', reason: 'stop' });
    expect(merge([stopped], [due()], true)).toEqual([stopped]);
    expect(merge([stopped], [due()], false)).toEqual([anEntry()]);
  });
  it.each(['told', 'handed-over'] as const)('never opens again what was closed as %s', (reason) => {
    const closed = anEntry({ state: 'closed', reason });
    expect(merge([closed], [due()])).toEqual([closed]);
  });
  it('is no withdrawal when a window merely passed', () => {
    const past = { from: on('2026-10-10'), until: on('2026-11-20') };
    expect(merge([{ ...claimed, ...past }], [due(past)])).toEqual([{ ...claimed, ...past }]);
  });
  it('does not open a window that has passed, nor one beyond the horizon', () => {
    const past = due({ from: on('2026-09-01'), until: on('2026-11-24') });
    const far = due({ occasion: 'PN-far', from: on('2027-12-30'), until: on('2028-02-01') });
    const near = due({ occasion: 'PN-near', from: on('2027-12-29'), until: on('2028-02-01') });
    expect(merge([], [past, far, near]).map(({ occasion }) => occasion)).toEqual(['PN-near']);
  });
  it('drops what is over for more than fourteen days, but never what is open', () => {
    const over = { from: on('2026-10-01'), until: on('2026-11-09') };
    expect(merge([{ ...claimed, ...over }], [due(over)])).toEqual([]);
    expect(merge([anEntry(over)], [due(over)])).toEqual([anEntry(over)]);
  });
  it('leaves other services and other subjects alone', () => {
    const others = [anEntry({ service: 'another' }), anEntry({ about: 'resident-b' })];
    expect(merge(others, [])).toEqual(others);
  });
  it('lets a later stage stand and fall with its occasion', () => {
    const recovery = anEntry({ stage: 'recovery', until: on('2027-01-01') });
    expect(merge([recovery, claimed], [due()])).toEqual([recovery, claimed]);
    expect(merge([recovery], [])).toEqual([{ ...recovery, state: 'closed', reason: 'not-due' }]);
  });
  it('takes over and drops the reason why a person must look', () => {
    const doubted = due({ handOver: 'curator-unknown' });
    expect(merge([anEntry()], [doubted])).toEqual([anEntry({ handOver: 'curator-unknown' })]);
    expect(merge([anEntry({ handOver: 'curator-unknown' })], [due()])).toEqual([anEntry()]);
  });
});
