import { describe, expect, it } from 'vitest';
import type { Agenda } from '#shared/domain/agenda.ts';
import { chooseChannel } from '#shared/domain/choose-channel.ts';
import { aDeclaration, anAgenda, anEntry, declaredAt, on, stoppedAs } from '#test/builders.ts';

const email = declaredAt({ email: 'anna@example.org' });
const sms = declaredAt({ sms: '+31612345110' });
const both = [...email, ...sms];
const HOW = 'form.2026-09-01';
const choose = (over: Partial<Agenda>, entry = anEntry(), day = '2026-11-24') => {
  const choice = chooseChannel(anAgenda(over), entry, on(day));
  if (!('channel' in choice)) return Object.keys(choice)[0];
  return `${choice.channel}: ${choice.why}${choice.declared ? ` ${choice.declared}` : ''}`;
};

describe('the channel', () => {
  it.each<[string, Partial<Agenda>, string]>([
    ['nothing declared', {}, 'letter: default'],
    ['e-mail declared', { reach: email }, `email: declared ${HOW}`],
    ['a number declared', { reach: sms }, `sms: declared ${HOW}`],
    ['both declared', { reach: both }, `email: declared ${HOW}`],
    ['declared for another service', { reach: declaredAt({ sms: '+31612345110' }, 'another') }, 'letter: default'],
    [
      'e-mail declared for another service, and a number for this',
      { reach: [...declaredAt({ email: 'anna@example.org' }, 'another'), ...sms] },
      `sms: declared ${HOW}`,
    ],
    ['e-mail withdrawn', { reach: [aDeclaration({ withdrawn: on('2026-10-01') })] }, 'letter: default'],
    [
      'e-mail withdrawn, texts not',
      { reach: [aDeclaration({ withdrawn: on('2026-10-01') }), ...sms] },
      `sms: declared ${HOW}`,
    ],
    [
      'a stop for e-mail that was lifted',
      { reach: email, stops: [{ name: 'channel:email', on: on('2026-10-01'), lifted: on('2026-10-02') }] },
      `email: declared ${HOW}`,
    ],
    ['e-mail closed by fact', { reach: both, suppressed: { email: 'BOUNCED' } }, `sms: declared ${HOW}`],
    ['e-mail stopped', { reach: both, stops: stoppedAs('channel:email') }, `sms: declared ${HOW}`],
    ['texts closed by fact', { reach: sms, suppressed: { sms: 'opted-out' } }, 'letter: closed'],
    ['texts stopped', { reach: sms, stops: stoppedAs('channel:sms') }, 'letter: closed'],
    ['texts stopped, e-mail not', { reach: both, stops: stoppedAs('channel:sms') }, `email: declared ${HOW}`],
    ['everything closed', { reach: sms, stops: stoppedAs('channel:sms', 'channel:letter') }, 'none'],
  ])('with %s', (_, over, expected) => expect(choose(over)).toBe(expected));

  it.each([
    ['recovery', 'recovery', anEntry({ stage: 'recovery' })],
    ['what is about somebody else', 'not-own', anEntry({ about: 'child-of-a' })],
    ['what is to somebody else', 'not-own', anEntry({ to: 'curator' })],
  ])('is a letter for %s, whatever was declared', (_, why, entry) =>
    expect(choose({ reach: both }, entry)).toBe(`letter: ${why}`),
  );

  it.each(['2026-11-29', '2026-12-25'])('waits on %s, when nobody is mailed or texted; a letter does not', (day) => {
    expect(choose({ reach: sms }, anEntry(), day)).toBe('closedToday');
    expect(choose({ reach: email }, anEntry(), day)).toBe('closedToday');
    expect(choose({}, anEntry(), day)).toBe('letter: default');
  });
  it('is open on a Saturday', () =>
    expect(choose({ reach: sms }, anEntry(), '2026-11-28')).toBe(`sms: declared ${HOW}`));
});
