import { expect, it } from 'vitest';
import { spreadOf } from '#infra/ops/preview/spread-of.ts';
import { serviceOf } from '#shared/services/index.ts';
import { anAgenda, anEntry, on } from '#test/builders.ts';

const service = serviceOf('travel-document-expiry');
const three = ['a', 'b', 'c'].map((addresseeId) =>
  anAgenda({ addresseeId, entries: [anEntry({ about: addresseeId, from: on('2026-11-25') })] }),
);
const shown = (days: ReturnType<typeof spreadOf>) => days.map(({ due, planned, waiting }) => [due, planned, waiting]);

it('lets those wait for whom the desk has no room, and takes them the day after', () => {
  const spread = spreadOf(three, service, { from: on('2026-11-24'), days: 4, allowance: { limit: 'desk', perDay: 2 } });
  expect(shown(spread)).toEqual([
    [0, 0, 0],
    [3, 2, 1],
    [0, 1, 0],
    [0, 0, 0],
  ]);
  expect(spread[0]?.day).toBe('2026-11-24');
});

it('has room for what the service allows by itself', () => {
  expect(shown(spreadOf(three, service, { from: on('2026-11-25'), days: 1 }))).toEqual([[3, 3, 0]]);
});

it('counts no entry that is claimed or of another service', () => {
  const others = [anAgenda({ entries: [anEntry({ state: 'claimed' }), anEntry({ service: 'another' })] })];
  expect(shown(spreadOf(others, service, { from: on('2026-11-25'), days: 1 }))).toEqual([[0, 0, 0]]);
});

it('counts what one message tells of together on the day of its first', () => {
  const two = [
    anAgenda({
      entries: [anEntry({ from: on('2026-11-24') }), anEntry({ occasion: 'NI-one', from: on('2026-11-26') })],
    }),
  ];
  expect(shown(spreadOf(two, service, { from: on('2026-11-24'), days: 3 }))).toEqual([
    [2, 2, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
});
