import { expect } from 'vitest';
import { approvals } from '#shared/store/approvals.ts';
import { switches } from '#shared/store/switches.ts';
import { withdrawApproval } from '#shared/store/withdraw-approval.ts';
import { at } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const NINE = at('2026-11-24T09:00:00.000Z');
const VERSION = { hash: 'h1', author: 'carla' };
const asked = (by: string, hash = 'h1') => ({ service: 's', hash, by, at: NINE });

contract('approvals', tableTargets, (test) => {
  test('two people open a version, and that version only', async ({ documents }) => {
    const { approve, get } = approvals(documents, 'Notices');
    expect(await approve(asked('carla'), VERSION)).toEqual({ refused: 'author' });
    expect(await approve(asked('anna', 'h2'), VERSION)).toEqual({ refused: 'another-version' });
    expect(await approve(asked('anna'), VERSION)).toEqual({ stage: 'trial' });
    expect(await approve({ ...asked('anna'), at: at('2026-11-24T10:00:00.000Z') }, VERSION)).toEqual({
      refused: 'same-person',
    });
    expect(await approve(asked('bert'), VERSION)).toEqual({ stage: 'open' });
    expect(await get('s', 'h1')).toMatchObject({ first: { by: 'anna', at: NINE }, second: { by: 'bert', at: NINE } });
    expect(await get('s', 'h2')).toEqual({ service: 's', hash: 'h2', v: 0, seats: {} });
  });

  test('of twenty who approve at once one is first, one is second, and the others are too late', async ({
    documents,
  }) => {
    const { approve } = approvals(documents, 'Notices');
    const answers = await Promise.all(twenty((n) => approve(asked(`person-${n}`), VERSION)));
    const said = answers.map((answer) => ('stage' in answer ? answer.stage : answer.refused));
    expect(said.toSorted()).toEqual(['open', ...Array(18).fill('open'), 'trial'].toSorted());
    expect(answers.filter((answer) => 'stage' in answer)).toHaveLength(2);
  });

  test('a trial has no more seats than it allows, however many ask at once', async ({ documents }) => {
    const { approve, takeSeat, get } = approvals(documents, 'Notices');
    expect(await takeSeat('s', 'h1', 'early', NINE, 7)).toBe(false);
    await approve(asked('anna'), VERSION);
    expect(await wins(twenty((n) => takeSeat('s', 'h1', `notice#${n}`, NINE, 7)))).toBe(7);
    const taken = Object.keys((await get('s', 'h1')).seats);
    expect(taken).toHaveLength(7);
    expect(await takeSeat('s', 'h1', taken[0] as string, NINE, 7)).toBe(true);
    await approve(asked('bert'), VERSION);
    expect(await takeSeat('s', 'h1', 'late', NINE, 7)).toBe(true); // open: nobody counts any more
    expect(Object.keys((await get('s', 'h1')).seats)).toEqual(taken);
  });

  test('seats are given back only while nobody took one', async ({ documents }) => {
    const { approve, takeSeat, replace, get } = approvals(documents, 'Notices');
    await approve(asked('anna'), VERSION);
    await takeSeat('s', 'h1', 'a', NINE, 2);
    const seen = await get('s', 'h1');
    await takeSeat('s', 'h1', 'b', NINE, 2);
    expect(await replace({ ...seen, seats: {} })).toBe(false);
    expect(Object.keys((await get('s', 'h1')).seats)).toEqual(['a', 'b']);
    expect(await replace({ ...(await get('s', 'h1')), seats: {} })).toBe(true);
    expect((await get('s', 'h1')).seats).toEqual({});
  });

  test('what left is remembered also of a version that nobody seems to have approved', async ({ documents }) => {
    const { approve, rememberSeat, takeSeat, get } = approvals(documents, 'Notices');
    for (const id of ['a', 'b', 'c']) await rememberSeat('s', 'h1', id, NINE, 2);
    expect(Object.keys((await get('s', 'h1')).seats)).toEqual(['a', 'b']);
    await approve(asked('anna'), VERSION);
    expect(await takeSeat('s', 'h1', 'd', NINE, 2)).toBe(false);
  });

  test('a version that was withdrawn is halted, and cannot be approved again', async ({ documents }) => {
    const [approval, halts] = [approvals(documents, 'Notices'), switches(documents, 'Notices', '1/A/N')];
    for (const by of ['anna', 'bert']) await approval.approve(asked(by), VERSION);
    await withdrawApproval({ approvals: approval, switches: halts })(asked('dirk'));
    expect([...(await halts.reasons())]).toEqual([['version:s@h1', 'approval-withdrawn:dirk']]);
    expect(await approval.approve(asked('erik'), VERSION)).toEqual({ refused: 'withdrawn' });
    expect(await approval.approve(asked('erik', 'h2'), { ...VERSION, hash: 'h2' })).toEqual({ stage: 'trial' });
  });
});
