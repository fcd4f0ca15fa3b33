import PDFDocument from 'pdfkit';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Addressee, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { Fonts } from './fonts.ts';
import { page } from './letter-page.ts';
import { addressBlock, body, letterhead, reference } from './letter-parts.ts';
import { letterPen } from './letter-pen.ts';
import { printable } from './printable.ts';

export type Letter = {
  readonly text: MessageText;
  readonly addressee: Addressee;
  readonly sender: Sender;
  readonly today: IsoDate;
  /** Printed on every page with the letter id, so that a sheet that strays can be told. */
  readonly batch: string;
  readonly letterId: string;
  readonly fonts: Fonts;
};

/**
 * Sets a letter as a tagged PDF (PDF/UA-1 marks, language and title set, fonts embedded). The same input gives the same
 * bytes. Throws when a character is in no font, naming the character's code and nothing else, and when the address does not
 * fit the window.
 */
export const renderLetter = async (letter: Letter): Promise<{ pdf: Uint8Array; pages: number }> => {
  const { text, addressee, sender, today, batch, letterId } = letter;
  printable(wordsOf(letter));
  const document = blankDocument(letter);
  const finished = bytesOf(document);
  const pen = letterPen(document);
  letterhead(pen, sender);
  addressBlock(pen, addressee, sender);
  reference(pen, today, letterId, sender);
  body(pen, text, addressee.salutation, sender);
  pen.end();
  const pages = pen.foot((number, count) => `Batch ${batch} · brief ${letterId} · pagina ${number} van ${count}`);
  document.end();
  return { pdf: await finished, pages };
};

const blankDocument = ({ text, sender, today, fonts }: Letter): PDFKit.PDFDocument => {
  const date = new Date(`${today}T09:00:00Z`);
  const document = new PDFDocument({
    size: 'A4',
    margins: page.margins,
    bufferPages: true,
    tagged: true,
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    pdfVersion: '1.7',
    lang: 'nl-NL',
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
  ...text.blocks.flatMap(({ heading = '', paragraphs, steps = [] }) => [heading, ...paragraphs, ...steps]),
  ...Object.values(sender),
  batch,
  letterId,
];
