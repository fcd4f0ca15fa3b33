import { describe, expect, it } from 'vitest';
import type { Agenda } from '#shared/domain/agenda.ts';
import { chooseChannel } from '#shared/domain/choose-channel.ts';
import { anAgenda, anEntry, on } from '#test/builders.ts';

const types = ['travel-document-expiry'];
const email = { email: 'anna@example.org', types };
const sms = { sms: '+31612345110', types };
const choose = (over: Partial<Agenda>, entry = anEntry(), day = '2026-11-24') => {
  const choice = chooseChannel(anAgenda(over), entry, on(day));
  return 'channel' in choice ? `${choice.channel}: ${choice.why}` : Object.keys(choice)[0];
};

describe('the channel', () => {
  it.each<[string, Partial<Agenda>, string]>([
    ['nothing declared', {}, 'letter: default'],
    ['e-mail declared', { reach: email }, 'email: declared'],
    ['a number declared', { reach: sms }, 'sms: declared'],
    ['both declared', { reach: { ...email, ...sms } }, 'email: declared'],
    ['declared for another service', { reach: { ...sms, types: ['another'] } }, 'letter: default'],
    ['e-mail closed by fact', { reach: { ...email, ...sms }, suppressed: { email: 'BOUNCED' } }, 'sms: declared'],
    ['e-mail stopped', { reach: { ...email, ...sms }, stops: ['channel:email'] }, 'sms: declared'],
    ['texts closed by fact', { reach: sms, suppressed: { sms: 'opted-out' } }, 'letter: closed'],
    ['texts stopped', { reach: sms, stops: ['channel:sms'] }, 'letter: closed'],
    ['texts stopped, e-mail not', { reach: { ...email, ...sms }, stops: ['channel:sms'] }, 'email: declared'],
    ['everything closed', { reach: sms, stops: ['channel:sms', 'channel:letter'] }, 'none'],
  ])('with %s', (_, over, expected) => expect(choose(over)).toBe(expected));

  it.each([
    ['recovery', 'recovery', anEntry({ stage: 'recovery' })],
    ['what is about somebody else', 'not-own', anEntry({ about: 'child-of-a' })],
    ['what is to somebody else', 'not-own', anEntry({ to: 'curator' })],
  ])('is a letter for %s, whatever was declared', (_, why, entry) =>
    expect(choose({ reach: { ...email, ...sms } }, entry)).toBe(`letter: ${why}`),
  );

  it.each(['2026-11-29', '2026-12-25'])('waits on %s, when nobody is mailed or texted; a letter does not', (day) => {
    expect(choose({ reach: sms }, anEntry(), day)).toBe('closedToday');
    expect(choose({ reach: email }, anEntry(), day)).toBe('closedToday');
    expect(choose({}, anEntry(), day)).toBe('letter: default');
  });
  it('is open on a Saturday', () => expect(choose({ reach: sms }, anEntry(), '2026-11-28')).toBe('sms: declared'));
});
