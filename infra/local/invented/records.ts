import type { Case, Expectation } from './cases.ts';
import type { Inventor } from './person.ts';

const SERVICE = 'travel-document-expiry';
const letter: Expectation = { outcome: 'letter' };

const reachable = (service: string, channel: string, address: string, withdrawn = ''): string =>
  [service, channel, address, 'form', '2025-03-01', withdrawn].join(';');

/** Whom it changes something for that they declared, stopped, chose or allowed something: each with a document that is due. */
export const recordCases = ({ document }: Inventor): Case[] => [
  {
    label: 'Reachable: by e-mail and text, for another kind of message only',
    declared: [
      reachable('another-service', 'email', 'anders@example.org'),
      reachable('another-service', 'sms', '0612345188'),
    ],
    expectation: letter,
  },
  {
    label: 'Reachable: by e-mail, withdrawn',
    declared: [reachable(SERVICE, 'email', 'niet.meer@example.org', '2026-11-20')],
    expectation: letter,
  },
  {
    label: 'Reachable: by both, for several kinds of message',
    documents: [document('PN', 75), document('NI', 75)],
    declared: [
      reachable(SERVICE, 'email', 'een.lang.adres.van.een.inwoner@example.org'),
      reachable(SERVICE, 'sms', '0612345189'),
      reachable('another-service', 'email', 'een.lang.adres.van.een.inwoner@example.org'),
      reachable('another-service', 'sms', '', '2026-06-01'),
    ],
    stops: ['channel:letter;2026-01-05;2026-02-01'],
    reading: 'en;large-print;2026-01-05',
    expectation: { outcome: 'email', documents: 2 },
  },
  { label: 'Stop: of the service', stops: [`service:${SERVICE};2026-11-01;`], expectation: { outcome: 'stopped' } },
  { label: 'Stop: of the service, lifted', stops: [`service:${SERVICE};2026-11-01;2026-11-10`], expectation: letter },
  { label: 'Stop: of another service', stops: ['service:another-service;2026-11-01;'], expectation: letter },
  {
    label: 'Stop: of e-mail, which was declared',
    declared: [reachable(SERVICE, 'email', 'liever.post@example.org')],
    stops: ['channel:email;2026-11-01;'],
    expectation: letter,
  },
  {
    label: 'Stop: of letters, and nothing else was declared',
    stops: ['channel:letter;2026-11-01;'],
    expectation: { outcome: 'handed-over', reason: 'no-channel' },
  },
  { label: 'Reads: Frisian, in large print', reading: 'fy;large-print;2025-03-01', expectation: letter },
  {
    label: 'Consent: one that stands, and one that was withdrawn',
    consents: [
      'energiebedrijf;vroegsignalering;desk;2026-03-01;',
      'woningcorporatie;vroegsignalering;desk;2026-03-01;2026-09-01',
    ],
    expectation: letter,
  },
];
