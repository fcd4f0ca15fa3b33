import type { Block, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { MessageContext, SubjectFacts } from '#shared/domain/service.ts';
import { capitalised, type Facts, type Words, wordsFor } from './messages.words.nl.ts';

/**
 * The message in plain Dutch, for one document or for several that expire close together, to the holder or to whoever acts for
 * them. It asks, it does not press: nobody has to renew a document. No number of a document, no birth date, no link but the
 * municipality's own address.
 */
export const messagesNl = (
  subjects: readonly SubjectFacts<Facts>[],
  { sender, stage, to }: MessageContext,
): MessageText => {
  const words = wordsFor(subjects, stage);
  return {
    subject: `${capitalised(words.title)} ${words.expire}`,
    blocks: [
      {
        id: 'opening',
        paragraphs: [
          [...(stage === 'reminder' ? [`Wij schreven u al eerder over ${words.these}.`] : []), ...words.days].join(' '),
          `${QUESTION[to](words)} Vraag dan ${words.inTime}${words.newOnes} aan. Dat is niet verplicht. U beslist zelf.`,
        ],
      },
      {
        id: 'watnu',
        heading: 'Wat kunt u doen?',
        paragraphs: [],
        steps: [
          `Maak een afspraak. Bel ${sender.phone} of kijk op ${sender.website}. Daar staat ook de prijs.`,
          ...STEPS[to](words),
        ],
      },
      persoon(sender),
      { id: 'waarom', heading: 'Waarom krijgt u dit bericht?', paragraphs: [WHY[to](words)] },
      rechten(sender),
      echt(sender),
    ],
  };
};

type Wording<T> = Readonly<Record<MessageContext['to'], (words: Words) => T>>;

const forSomebody = ({ names, them, areSeveral }: Words): string =>
  `${areSeveral ? 'Hebben' : 'Heeft'} ${names} ${areSeveral || them === 'ze' ? 'ze' : 'dit document'} nog nodig?`;

const QUESTION: Wording<string> = {
  self: ({ them }) => `Heeft u ${them} nog nodig?`,
  parents: forSomebody,
  guardian: forSomebody,
  curator: forSomebody,
  administrator: forSomebody,
};

const withChild = ({ areSeveral }: Words): string[] => [
  `Kom samen met uw ${areSeveral ? 'kinderen' : 'kind'}. Neem mee: een nieuwe pasfoto, het oude document en toestemming van iedereen met gezag.`,
  'Haal het nieuwe document op. Dat kan na vijf werkdagen.',
];

const withWard = ({ names }: Words): string[] => [
  `${names} komt zelf langs. Geef mee: een nieuwe pasfoto, het oude document en uw toestemming.`,
  `${names} haalt het nieuwe document op. Dat kan na vijf werkdagen.`,
];

const STEPS: Wording<readonly string[]> = {
  self: ({ bring, theNew }) => [`Neem mee: ${bring}.`, `Haal ${theNew} zelf op. Dat kan na vijf werkdagen.`],
  parents: withChild,
  guardian: withWard,
  curator: withWard,
  administrator: withWard,
};

const REGISTER = 'In onze Basisregistratie Personen (BRP) staat tot wanneer';

const actingFor =
  (role: string) =>
  ({ names, these, are }: Words): string =>
    `${names} woont in onze gemeente. In onze administratie staat dat u ${role} bent. ${REGISTER} ${these} geldig ${are}. Wij gebruiken die datum, de naam en de leeftijd van ${names}, en uw naam en adres.`;

const WHY: Wording<string> = {
  self: ({ these, are }) =>
    `U woont in onze gemeente. ${REGISTER} ${these} geldig ${are}. Wij gebruiken die datum, uw naam, uw leeftijd en uw adres.`,
  parents: ({ these, are, areSeveral }) =>
    `Uw ${areSeveral ? 'kinderen wonen' : 'kind woont'} in onze gemeente. ${REGISTER} ${these} geldig ${are}, en wie het gezag heeft. Wij gebruiken dat, en naam, leeftijd en adres van uw ${areSeveral ? 'kinderen' : 'kind'}.`,
  guardian: actingFor('voogd'),
  curator: actingFor('curator'),
  administrator: actingFor('bewindvoerder'),
};

const persoon = ({ contact, phone, hours, desk }: Sender): Block => ({
  id: 'persoon',
  heading: 'Wilt u iemand spreken?',
  paragraphs: [
    `Vraag naar ${contact}. Bel ${phone}: ${hours}. Of kom langs: ${desk}. Kunt u niet naar ons toe komen? Dan komen wij bij u.`,
  ],
});

const rechten = ({ phone, emailStop, privacyOfficer }: Sender): Block => ({
  id: 'rechten',
  heading: 'Wilt u dit bericht niet meer krijgen?',
  paragraphs: [
    `Bel ${phone} of mail ${emailStop}. Dan stoppen wij ermee. U mag ook bezwaar maken, of zien wat wij van u weten. Onze functionaris voor privacy (FG) helpt u: ${privacyOfficer}.`,
  ],
});

const echt = ({ phone }: Sender): Block => ({
  id: 'echt',
  heading: 'Is dit bericht echt?',
  paragraphs: [`Twijfelt u? Bel ${phone}. Zoek dat nummer zelf op. Zo vragen wij nooit om geld of codes.`],
});
