import { expect, test } from 'vitest';
import type { Facts, NoticeFact } from './facts.ts';
import { violations } from './judge.ts';

const mail: NoticeFact = { noticeId: 'a#s#PN#notice', state: 'DELIVERED', channel: 'email', caredFor: false };
const letter: NoticeFact = { noticeId: 'b#s#PN#notice', state: 'SENT', channel: 'letter', caredFor: false };
const bounced: NoticeFact = { noticeId: 'c#s#PN#notice', state: 'BOUNCED', channel: 'email', caredFor: false };
const recovery: NoticeFact = { noticeId: 'c#s#PN#recovery', state: 'SENT', channel: 'letter', caredFor: false };
const whole: Facts = {
  notices: [mail, letter, bounced, recovery],
  accepted: [mail.noticeId, bounced.noticeId],
  printed: [letter.noticeId, recovery.noticeId],
  entries: [`a ${mail.noticeId} claimed`, `c ${recovery.noticeId} claimed`],
  places: [mail.noticeId, letter.noticeId, bounced.noticeId],
  worklist: [],
  unfinished: [],
  residents: ['a', 'b', 'c'],
  deadLetters: [],
};
const unknown = (notice: NoticeFact): NoticeFact => ({ ...notice, state: 'UNKNOWN_FINAL', caredFor: true });

test('a run without a crash is as it should be', () => expect(violations(whole, whole)).toEqual([]));

test('what is unknown and on the worklist is no violation, nor that no letter makes up for it', () => {
  const notices = [mail, letter, unknown(bounced)];
  const worklist = [`unknown-outcome#${bounced.noticeId}`];
  const [accepted, printed, entries] = [[mail.noticeId], [letter.noticeId], whole.entries.slice(0, 1)];
  expect(violations(whole, { ...whole, notices, worklist, accepted, printed, entries })).toEqual([]);
});

test.each<[string, Partial<Facts>, string]>([
  ['a mail twice', { accepted: [...whole.accepted, mail.noticeId] }, `taken 2 times: ${mail.noticeId}`],
  ['a letter twice', { printed: [...whole.printed, letter.noticeId] }, `taken 2 times: ${letter.noticeId}`],
  ['a mail and a letter', { printed: [...whole.printed, mail.noticeId] }, `taken 2 times: ${mail.noticeId}`],
  ['a letter that nobody knows', { printed: [...whole.printed, 'of nobody'] }, 'taken 1 times: of nobody'],
  ['a notice that is gone', { notices: [mail, letter, bounced] }, `lost: ${recovery.noticeId}`],
  [
    'a notice that stands still',
    { notices: [{ ...mail, state: 'QUEUED' }, letter, bounced, recovery] },
    `still QUEUED: ${mail.noticeId}`,
  ],
  [
    'a letter in doubt',
    { notices: [mail, unknown(letter), bounced, recovery], worklist: [`unknown-outcome#${letter.noticeId}`] },
    `UNKNOWN_FINAL, not SENT: ${letter.noticeId}`,
  ],
  ['a state that says too much', { accepted: [bounced.noticeId] }, `DELIVERED, and nobody took it: ${mail.noticeId}`],
  [
    'a state that says too little',
    { notices: [{ ...mail, state: 'CANCELLED', caredFor: true }, letter, bounced, recovery] },
    `CANCELLED, and it was taken: ${mail.noticeId}`,
  ],
  [
    'no after-care',
    { notices: [{ ...mail, state: 'REJECTED' }, letter, bounced, recovery] },
    `no after-care of REJECTED: ${mail.noticeId}`,
  ],
  [
    'unknown to nobody',
    { notices: [unknown(mail), letter, bounced, recovery] },
    `worklist item missing: unknown-outcome#${mail.noticeId}`,
  ],
  ['a place lost', { places: [] }, `place under the cap missing: ${mail.noticeId}`],
  ['a place twice', { places: [...whole.places, mail.noticeId] }, `place under the cap too many: ${mail.noticeId}`],
  ['an entry left open', { entries: [`a ${mail.noticeId} open`] }, `entry too many: a ${mail.noticeId} open`],
  ['a resident lost', { residents: ['a', 'b'] }, 'resident missing: c'],
  ['an account left open', { unfinished: ['run#open 2026-11-23'] }, 'not finished: run#open 2026-11-23'],
  ['dead letters', { deadLetters: ['1 in decide'] }, 'dead letters: 1 in decide'],
])('sees %s', (_, over, wanted) => {
  expect(violations(whole, { ...whole, ...over })).toContain(wanted);
});
