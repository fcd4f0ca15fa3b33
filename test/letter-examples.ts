import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFonts } from '#infra/build/fonts.ts';
import { settings } from '#infra/settings.ts';
import { type Fonts, loadFonts } from '#shared/channels/fonts.ts';
import { letterProfiles } from '#shared/channels/letter-profile.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import type { Addressee, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { messagesNl } from '#shared/services/travel-document-expiry/messages.nl.ts';
import { on } from '#test/builders.ts';

/** The invented town's sender, a settings' type that may have all there is. */
export const sender: Sender = settings.local.sender;

/** The fonts as the build cuts them, made anew. */
export const builtFonts = async (): Promise<Fonts> => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
  await buildFonts(folder);
  return loadFonts(folder);
};

/** Somebody at Zonnebloemlaan 12 c in the invented town. */
export const anAddressee = (over: Partial<Addressee> = {}): Addressee => ({
  name: 'C.T. Groenlo-Groenën',
  salutation: 'Geachte mevrouw Groenlo-Groenën',
  lines: ['Zonnebloemlaan 12 c', '9901 AA  VOORBEELDSTAD'],
  postcode: '9901AA',
  houseNumber: 12,
  suffix: 'c',
  ...over,
});

/** The notice about two documents, as the service writes it. */
export const twoDocuments: MessageText = messagesNl(
  [
    {
      facts: {
        documents: [
          { kind: 'PN', expiresOn: on('2027-02-10') },
          { kind: 'NI', expiresOn: on('2027-03-01') },
        ],
      },
    },
  ],
  { sender, today: on('2026-11-24'), stage: 'notice', to: 'self' },
);

/** The notice to the parents of two children. */
const toParents: MessageText = messagesNl(
  [
    { name: 'Emma', facts: { documents: [{ kind: 'PN', expiresOn: on('2027-02-10') }] } },
    { name: 'Daan', facts: { documents: [{ kind: 'NI', expiresOn: on('2027-02-14') }] } },
  ],
  { sender, today: on('2026-11-24'), stage: 'notice', to: 'parents' },
);

/** A letter behind a C5 window, on 24 November 2026. */
export const aLetter = (over: Partial<LetterSpec> = {}): LetterSpec => ({
  text: twoDocuments,
  addressee: anAddressee(),
  sender,
  today: on('2026-11-24'),
  batch: '2026-11-24',
  letterId: '0A1B2C3D4E',
  profile: letterProfiles.c5,
  envelope: 'window',
  ...over,
});

/** An invitation as a service would write it that sends cards, or letters in plain envelopes. */
const invitation = (contact: string): MessageText => ({
  subject: 'Zullen wij eens kennismaken?',
  blocks: [
    {
      id: 'opening',
      paragraphs: [
        'Ik ben Noor. Ik werk bij de gemeente en help mensen in uw buurt. Bijvoorbeeld met een formulier, een brief of een vraag over geld.',
        'Ik kom graag een keer bij u langs. Dat kost niets en u bent niets verplicht. Wilt u het liever niet? Dat is ook goed.',
      ],
    },
    {
      id: 'watnu',
      heading: 'Wat kunt u doen?',
      paragraphs: ['U hoeft niets te doen. Ik bel aan op dinsdag 1 december, tussen 14 en 17 uur.'],
      steps: [
        'Komt dat niet uit? Bel 14 0123 en vraag naar mij.',
        'Liever zelf langskomen? Dat kan elke donderdagochtend.',
      ],
    },
    {
      id: 'persoon',
      heading: 'Wilt u iemand spreken?',
      paragraphs: [`Vraag naar ${contact}. Bel 14 0123: ${sender.hours}. Of kom langs: ${sender.desk}.`],
    },
    {
      id: 'waarom',
      heading: 'Waarom krijgt u dit?',
      paragraphs: ['Iedereen in uw straat krijgt dit bericht. Wij gebruiken alleen uw naam en uw adres.'],
    },
    {
      id: 'rechten',
      heading: 'Wilt u dit niet meer krijgen?',
      paragraphs: [`Bel 14 0123 of mail ${sender.emailStop}. Dan stoppen wij ermee.`],
    },
    {
      id: 'echt',
      heading: 'Is dit bericht echt?',
      paragraphs: ['Twijfelt u? Bel 14 0123. Zoek dat nummer zelf op. Wij vragen nooit om geld of codes.'],
    },
  ],
});

const noor: Sender = {
  ...sender,
  department: 'Buurtteam',
  signatory: 'Noor Hendriks',
  signatoryRole: 'Buurtteam',
  signature: {
    path: 'M6 36C10 24 13 12 16 4C20 16 26 30 30 36C33 26 36 12 38 4M50 20C43 20 41 34 48 35C56 35 57 21 50 20C54 24 60 24 64 21C58 23 56 34 63 35C71 35 72 21 64 21C69 25 76 24 80 20C80 26 78 31 77 35C80 27 84 20 92 21C104 24 130 20 150 16',
    width: 154,
    height: 40,
    line: 1.9,
  },
};

/** One letter of every kind there is: what the pictures in docs show, and what the tools that know PDF look at. */
export const letterKinds: { readonly [name: string]: LetterSpec } = {
  'window-c5': aLetter(),
  'window-wide': aLetter({
    profile: letterProfiles.wide,
    text: toParents,
    addressee: anAddressee({ name: 'Aan de ouder(s) van E. Bakker en D. Bakker', salutation: 'Geachte ouder(s)' }),
  }),
  'large-print': aLetter({ format: 'large-print' }),
  handwritten: aLetter({ envelope: 'handwritten', text: invitation('Noor Hendriks'), sender: noor }),
  card: aLetter({ envelope: 'card', text: invitation('Noor Hendriks'), sender: noor }),
};
