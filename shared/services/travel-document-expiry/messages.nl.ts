import { dutchDate } from '#shared/domain/dutch-date.ts';
import type { MessageText } from '#shared/domain/message.ts';
import type { DocumentFact, MessageContext } from '#shared/domain/service.ts';

const NAMES = { PN: 'paspoort', NI: 'identiteitskaart' } as const;
const NEW_ONE = { PN: 'een nieuw paspoort', NI: 'een nieuwe identiteitskaart' } as const;

/** The message in plain Dutch, for one document or for two that expire close together. No number, no birth date. */
export const messagesNl = (
  { documents }: { readonly documents: readonly DocumentFact[] },
  { sender }: MessageContext,
): MessageText => {
  const names = documents.map(({ kind }) => NAMES[kind]);
  const both = names.join(' en uw ');
  const isOne = documents.length === 1;
  return {
    subject: `Uw ${both} ${isOne ? 'verloopt' : 'verlopen'} binnenkort`,
    blocks: [
      {
        id: 'opening',
        paragraphs: [
          ...documents.map(({ kind, expiresOn }) => `Uw ${NAMES[kind]} is geldig tot en met ${dutchDate(expiresOn)}.`),
          `Heeft u ${isOne ? `uw ${both}` : 'ze'} nog nodig? Vraag dan op tijd ${documents.map(({ kind }) => NEW_ONE[kind]).join(' en ')} aan. Dat hoeft niet: u beslist zelf.`,
        ],
      },
      {
        id: 'watnu',
        heading: 'Wat kunt u doen?',
        paragraphs: [],
        steps: [
          `Maak een afspraak. Bel ${sender.phone} of kijk op ${sender.website}.`,
          `Kom langs met een nieuwe pasfoto en uw oude ${both}.`,
          `Na vijf werkdagen ${isOne ? `ligt uw nieuwe ${both}` : 'liggen ze'} klaar.`,
        ],
      },
      {
        id: 'persoon',
        heading: 'Wilt u iemand spreken?',
        paragraphs: [
          `Vraag naar ${sender.contact}. Bel ${sender.phone}, ${sender.hours}. U kunt ook langskomen: ${sender.desk}. Kunt u niet naar ons toe komen? Dan komen wij bij u.`,
        ],
      },
      {
        id: 'waarom',
        heading: 'Waarom krijgt u dit bericht?',
        paragraphs: [
          `U woont in onze gemeente. In de Basisregistratie Personen (BRP) staat wanneer uw ${both} ${isOne ? 'verloopt' : 'verlopen'}. Wij gebruiken alleen die datum, uw naam en uw adres.`,
        ],
      },
      {
        id: 'rechten',
        heading: 'Wilt u dit bericht niet meer?',
        paragraphs: [
          `Bel ${sender.phone} of mail ${sender.emailStop}. Dan stoppen wij ermee. U mag ook bezwaar maken of zien wat wij van u weten. Onze privacyfunctionaris helpt u: ${sender.privacyOfficer}.`,
        ],
      },
      {
        id: 'echt',
        heading: 'Komt dit echt van de gemeente?',
        paragraphs: [`Twijfelt u? Bel ${sender.phone}. Zoek dat nummer zelf op. Wij vragen nooit om geld of om codes.`],
      },
    ],
  };
};
