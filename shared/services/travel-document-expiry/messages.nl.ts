import { dutchDate } from '#shared/domain/dutch-date.ts';
import type { Block, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { DocumentFact, MessageContext } from '#shared/domain/service.ts';

const NAMES = { PN: 'paspoort', NI: 'identiteitskaart' } as const;
const NEW_ONES = { PN: 'een nieuw paspoort', NI: 'een nieuwe identiteitskaart' } as const;

/** The words that differ between one document and two, and before and after the last day. */
const wordsFor = (documents: readonly DocumentFact[], isOver: boolean) => {
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  const isOne = kinds.length === 1;
  const yours = kinds.map((kind) => `uw ${NAMES[kind]}`).join(' en ');
  return {
    yours,
    expire: isOver ? (isOne ? 'is verlopen' : 'zijn verlopen') : isOne ? 'verloopt binnenkort' : 'verlopen binnenkort',
    is: isOver ? 'was' : 'is',
    are: isOver ? (isOne ? 'was' : 'waren') : isOne ? 'is' : 'zijn',
    inTime: isOver ? '' : 'op tijd ',
    them: isOne ? yours : 'ze',
    newOnes: kinds.map((kind) => NEW_ONES[kind]).join(' en '),
    theNew: isOne ? kinds.map((kind) => `uw nieuwe ${NAMES[kind]}`).join('') : 'de nieuwe documenten',
    bring: ['een nieuwe pasfoto', ...kinds.map((kind) => `uw ${NAMES[kind]}`)]
      .join(', ')
      .replace(/, (?=[^,]*$)/, ' en '),
  };
};
type Words = ReturnType<typeof wordsFor>;

/**
 * The message in plain Dutch, for one document or for two that expire close together. It asks, it does not press: nobody has
 * to renew a document. No number of a document, no birth date, no link but the municipality's own address.
 */
export const messagesNl = (
  { documents }: { readonly documents: readonly DocumentFact[] },
  { sender, stage }: MessageContext,
): MessageText => {
  const words = wordsFor(documents, stage === 'expired');
  const days = new Set(
    documents.map(({ kind, expiresOn }) => `Uw ${NAMES[kind]} ${words.is} geldig tot en met ${dutchDate(expiresOn)}.`),
  );
  return {
    subject: `${capitalised(words.yours)} ${words.expire}`,
    blocks: [
      {
        id: 'opening',
        paragraphs: [
          [...(stage === 'reminder' ? [`Wij schreven u al eerder over ${words.yours}.`] : []), ...days].join(' '),
          `Heeft u ${words.them} nog nodig? Vraag dan ${words.inTime}${words.newOnes} aan. Dat is niet verplicht. U beslist zelf.`,
        ],
      },
      watnu(words, sender),
      persoon(sender),
      waarom(words),
      rechten(sender),
      echt(sender),
    ],
  };
};

const watnu = ({ bring, theNew }: Words, { phone, website }: Sender): Block => ({
  id: 'watnu',
  heading: 'Wat kunt u doen?',
  paragraphs: [],
  steps: [
    `Maak een afspraak. Bel ${phone} of kijk op ${website}. Daar staat ook de prijs.`,
    `Neem mee: ${bring}.`,
    `Haal ${theNew} zelf op. Dat kan na vijf werkdagen.`,
  ],
});

const persoon = ({ contact, phone, hours, desk }: Sender): Block => ({
  id: 'persoon',
  heading: 'Wilt u iemand spreken?',
  paragraphs: [
    `Vraag naar ${contact}. Bel ${phone}: ${hours}. Of kom langs: ${desk}. Kunt u niet naar ons toe komen? Dan komen wij bij u.`,
  ],
});

const waarom = ({ yours, are }: Words): Block => ({
  id: 'waarom',
  heading: 'Waarom krijgt u dit bericht?',
  paragraphs: [
    `U woont in onze gemeente. In onze Basisregistratie Personen (BRP) staat tot wanneer ${yours} geldig ${are}. Wij gebruiken die datum, uw naam, uw leeftijd en uw adres.`,
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
  paragraphs: [`Twijfelt u? Bel ${phone}. Zoek dat nummer zelf op. In een bericht vragen wij nooit om geld of codes.`],
});

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
