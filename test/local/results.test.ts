import { describe, expect, test } from 'vitest';
import { lastWords } from '#infra/local/last-words.ts';
import { tally, tallyLines } from '#infra/local/tally.ts';
import { workLines } from '#infra/local/work-lines.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { aNotice, at, aWorkItem, on } from '#test/builders.ts';

const plan = (date: string, reason: string): Plan => ({
  date: on(date),
  candidates: [],
  deferred: [{ addresseeId: 'resident-a', service: 'travel-document-expiry', occasion: 'PN-one', reason }],
  leftOut: [],
  found: {},
  backlog: {},
  closing: {},
  limits: {},
});
const said = (decision: string, reason: string) => [
  { addresseeId: 'resident-a', service: 'travel-document-expiry', occasion: 'PN-one', decision, reason },
];
const deferred = (time: string, reason: string) => ({
  at: time,
  function: 'decide',
  line: { msg: 'deferred', addresseeId: 'resident-a', service: 'travel-document-expiry', occasion: 'PN-one', reason },
});

describe('why somebody got no message', () => {
  test('is the last thing that was said of it', () => {
    const plans = [plan('2026-11-24', 'cap'), plan('2026-11-23', 'allowance')];
    expect(lastWords({ notices: [], plans, logs: [] })).toEqual(said('defer', 'cap'));
    const logs = [deferred('2026-11-24T09:06:00.000Z', 'on-its-way-to-another')];
    expect(lastWords({ notices: [], plans, logs })).toEqual(said('defer', 'on-its-way-to-another'));
    const notices = [aNotice({ state: 'HANDED_OVER', reason: 'curatele', at: at('2026-11-25T09:05:00.000Z') })];
    expect(lastWords({ notices, plans, logs })).toEqual(said('handOver', 'curatele'));
  });

  test.each(['QUEUED', 'BATCHED', 'SENT', 'DELIVERED', 'UNKNOWN_FINAL'] as const)(
    'is nothing when it is %s after all',
    (state) => {
      expect(lastWords({ notices: [aNotice({ state })], plans: [plan('2026-11-23', 'cap')], logs: [] })).toEqual([]);
    },
  );

  test('stands when the notice came to nothing', () => {
    const notices = [aNotice({ state: 'CANCELLED' })];
    expect(lastWords({ notices, plans: [plan('2026-11-25', 'blocked')], logs: [] })).toEqual(said('defer', 'blocked'));
  });

  test('is said for each part of a message, and a lapse is a refusal', () => {
    const parts = [
      'resident-a#travel-document-expiry#PN-one#notice',
      'resident-a#travel-document-expiry#NI-two#notice',
    ];
    const notices = [aNotice({ state: 'LAPSED', parts })];
    expect(lastWords({ notices, plans: [], logs: [] })).toEqual([
      ...said('suppress', 'lapsed'),
      { ...said('suppress', 'lapsed')[0], occasion: 'NI-two' },
    ]);
  });
});

test('the tally counts by channel and reason', () => {
  const written = (state: string, channel: string, occasions = ['x']) => ({
    noticeId: 'n',
    service: 's',
    state,
    channel,
    occasions,
  });
  const results = {
    notices: [],
    rejects: '',
    worklist: [],
    leftOut: [{ service: 'other', reason: 'not-evaluated' }],
    written: [
      written('SENT', 'letter', ['x', 'y']),
      written('DELIVERED', 'email'),
      written('UNKNOWN', 'email'),
      written('BATCHED', 'letter'),
    ],
    decisions: [
      { addresseeId: 'a', service: 's', occasion: 'o', decision: 'handOver' as const, reason: 'under-16' },
      { addresseeId: 'b', service: 's', occasion: 'o', decision: 'defer' as const, reason: 'cap' },
    ],
  };
  expect(tallyLines(tally(results, ['s']))).toEqual([
    'other',
    '  found         0',
    '  sent          0',
    '  deferred      0',
    '  refused       0',
    '  handed over   0',
    '  left out      not-evaluated',
    's',
    '  found         7',
    '  sent          2     email 1, letter 1',
    '  under way     1     BATCHED 1',
    '  ended unsent  1     UNKNOWN 1',
    '  deferred      1     cap 1',
    '  refused       0',
    '  handed over   1     under-16 1',
  ]);
});

test('the worklist is told by due day and kind, with the reasons', () => {
  expect(workLines([])).toEqual([]);
  const unknown = aWorkItem({ kind: 'unknown-outcome', reason: 'timeout', due: '2026-11-26' });
  const items = [
    unknown,
    aWorkItem(),
    aWorkItem({ reason: 'curatele' }),
    aWorkItem(),
    aWorkItem({ due: '2026-12-02' }),
  ];
  expect(workLines(items)).toEqual([
    '',
    '5 on the worklist, for a person to look at',
    '  by 2026-11-26  unknown-outcome  1: timeout 1',
    '  by 2026-12-01  handed-over  3: curatele 1, no-channel 2',
    '  by 2026-12-02  handed-over  1: no-channel 1',
  ]);
});
