import PDFDocument from 'pdfkit';
import type { Fonts } from './fonts.ts';
import { card, cardColumn, cardMargins } from './letter-card.ts';
import { handwrittenLetter } from './letter-handwritten.ts';
import { letterPage, mm } from './letter-page.ts';
import { letterPen } from './letter-pen.ts';
import { CARD } from './letter-profile.ts';
import type { LetterSpec } from './letter-spec.ts';
import { windowLetter } from './letter-window.ts';
import { printable } from './printable.ts';

export type Letter = LetterSpec & { readonly fonts: Fonts };

const SETTERS = { window: windowLetter, handwritten: handwrittenLetter, card };

/**
 * Sets a letter as a tagged PDF (PDF/UA-1 marks, language and title set, fonts embedded). The same input gives the same
 * bytes. Throws when a character is in no font, naming the character's code and nothing else, when the address does not
 * fit its place, and when a text is too long for a card.
 * @returns the PDF and its pages; of a handwritten letter the last one is the envelope
 */
export const renderLetter = async (letter: Letter): Promise<{ pdf: Uint8Array; pages: number }> => {
  printable(wordsOf(letter));
  const document = blankDocument(letter);
  const finished = bytesOf(document);
  const column = letter.envelope === 'card' ? cardColumn : letterPage(letter.profile, letter.format).column;
  const pen = letterPen(document, column);
  const footOf = SETTERS[letter.envelope](pen, letter);
  pen.end();
  const pages = pen.feet(footOf);
  document.end();
  return { pdf: await finished, pages };
};

const blankDocument = ({ text, sender, today, fonts, envelope, profile, format }: Letter): PDFKit.PDFDocument => {
  const date = new Date(`${today}T09:00:00Z`);
  const document = new PDFDocument({
    size: envelope === 'card' ? [mm(CARD.width), mm(CARD.height)] : 'A4',
    margins: envelope === 'card' ? cardMargins : letterPage(profile, format).margins,
    bufferPages: true,
    tagged: true,
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    pdfVersion: '1.7',
    lang: text.language ?? 'nl-NL',
    displayTitle: true,
    // No standard font: it would be read from disk and not be embedded.
    font: null as unknown as string,
    info: { Title: text.subject, Author: sender.municipality, CreationDate: date, ModDate: date },
  });
  document.registerFont('regular', Buffer.from(fonts.regular));
  document.registerFont('bold', Buffer.from(fonts.bold));
  return document.font('regular');
};

const bytesOf = (document: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    document.on('data', (piece: Uint8Array) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
  });

const wordsOf = ({ text, addressee, sender, batch, letterId }: Letter): string[] => [
  addressee.name,
  ...addressee.lines,
  addressee.salutation,
  text.subject,
  text.closing ?? '',
  ...text.blocks.flatMap(({ heading = '', paragraphs, steps = [] }) => [heading, ...paragraphs, ...steps]),
  ...Object.values(sender).filter((value) => typeof value === 'string'),
  batch,
  letterId,
];
