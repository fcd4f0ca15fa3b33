import { describe, expect, it } from 'vitest';
import type { Agenda } from '#shared/domain/agenda.ts';
import { chooseChannel } from '#shared/domain/choose-channel.ts';
import { aDeclaration, anAgenda, anEntry, declaredAt, on, stoppedAs } from '#test/builders.ts';

const email = declaredAt({ email: 'anna@example.org' });
const sms = declaredAt({ sms: '+31612345110' });
const both = [...email, ...sms];
const HOW = 'form:2026-09-01';
const choose = (over: Partial<Agenda>, entry = anEntry(), day = '2026-11-24') => {
  const choice = chooseChannel(anAgenda(over), entry, on(day));
  return 'channel' in choice ? `${choice.channel}: ${choice.why}` : Object.keys(choice)[0];
};

describe('the channel', () => {
  it.each<[string, Partial<Agenda>, string]>([
    ['nothing declared', {}, 'letter: letter-by-default'],
    ['e-mail declared', { reach: email }, `email: declared-email:${HOW}`],
    ['a number declared', { reach: sms }, `sms: declared-sms:${HOW}`],
    ['both declared', { reach: both }, `email: declared-email:${HOW}`],
    [
      'declared for another service',
      { reach: declaredAt({ sms: '+31612345110' }, 'another') },
      'letter: letter-by-default',
    ],
    [
      'e-mail declared for another service, and a number for this',
      { reach: [...declaredAt({ email: 'anna@example.org' }, 'another'), ...sms] },
      `sms: declared-sms:${HOW}`,
    ],
    ['e-mail withdrawn', { reach: [aDeclaration({ withdrawn: on('2026-10-01') })] }, 'letter: letter-by-default'],
    [
      'e-mail withdrawn, texts not',
      { reach: [aDeclaration({ withdrawn: on('2026-10-01') }), ...sms] },
      `sms: declared-sms:${HOW}`,
    ],
    [
      'a stop for e-mail that was lifted',
      { reach: email, stops: [{ name: 'channel:email', on: on('2026-10-01'), lifted: on('2026-10-02') }] },
      `email: declared-email:${HOW}`,
    ],
    ['e-mail closed by fact', { reach: both, suppressed: { email: 'BOUNCED' } }, `sms: declared-sms:${HOW}`],
    ['e-mail stopped', { reach: both, stops: stoppedAs('channel:email') }, `sms: declared-sms:${HOW}`],
    ['texts closed by fact', { reach: sms, suppressed: { sms: 'opted-out' } }, 'letter: letter-by-default'],
    ['texts stopped', { reach: sms, stops: stoppedAs('channel:sms') }, 'letter: letter-by-default'],
    ['texts stopped, e-mail not', { reach: both, stops: stoppedAs('channel:sms') }, `email: declared-email:${HOW}`],
    ['everything closed', { reach: sms, stops: stoppedAs('channel:sms', 'channel:letter') }, 'none'],
  ])('with %s', (_, over, expected) => expect(choose(over)).toBe(expected));

  it.each([
    ['recovery', anEntry({ stage: 'recovery' })],
    ['what is about somebody else', anEntry({ about: 'child-of-a' })],
    ['what is to somebody else', anEntry({ to: 'curator' })],
  ])('is a letter for %s, whatever was declared', (_, entry) =>
    expect(choose({ reach: both }, entry)).toBe('letter: letter-by-default'),
  );

  it.each(['2026-11-29', '2026-12-25'])('waits on %s, when nobody is mailed or texted; a letter does not', (day) => {
    expect(choose({ reach: sms }, anEntry(), day)).toBe('closedToday');
    expect(choose({ reach: email }, anEntry(), day)).toBe('closedToday');
    expect(choose({}, anEntry(), day)).toBe('letter: letter-by-default');
  });
  it('is open on a Saturday', () =>
    expect(choose({ reach: sms }, anEntry(), '2026-11-28')).toBe(`sms: declared-sms:${HOW}`));
});
