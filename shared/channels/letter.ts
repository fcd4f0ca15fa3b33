import PDFDocument from 'pdfkit';
import type { IsoDate } from '#shared/domain/dates.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';
import type { Addressee, Block, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { Fonts } from './fonts.ts';
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

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Where things stand on A4. The address block is that of a C5 window envelope: 32 mm from the left, 50 mm from the top. */
const PAGE = { left: mm(25), right: mm(22), top: mm(20), bottom: mm(22) };
const WINDOW = { left: mm(32), top: mm(50), width: mm(81) };
const BODY_TOP = mm(84);
const WIDTH = mm(210) - PAGE.left - PAGE.right;
const SIZE = { body: 10, small: 8, tiny: 7, letterhead: 15 };
const BLUE = '#154273';
const BLACK = '#1a1a1a';

/**
 * Sets a letter as a tagged PDF (PDF/UA-1 marks, language and title set, fonts embedded). The same input gives the same
 * bytes. Throws when a character is in no font, naming the character's code and nothing else.
 */
export const renderLetter = async (letter: Letter): Promise<{ pdf: Uint8Array; pages: number }> => {
  const { text, addressee, sender, today, fonts } = letter;
  printable([addressee.name, ...addressee.lines, addressee.salutation, ...wordsOf(text)]);
  const date = new Date(`${today}T09:00:00Z`);
  const document = new PDFDocument({
    size: 'A4',
    margins: PAGE,
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
  const pieces: Uint8Array[] = [];
  document.on('data', (piece: Uint8Array) => pieces.push(piece));
  const done = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.registerFont('regular', Buffer.from(fonts.regular));
  document.registerFont('bold', Buffer.from(fonts.bold));
  document.font('regular').fillColor(BLACK);
  const root = document.struct('Document');
  document.addStructure(root);
  const tagged = (type: string, draw: () => void) => root.add(element(document, type, draw));
  letterhead(document, letter, tagged);
  body(document, letter, tagged, root);
  root.end();
  const pages = footers(document, letter);
  document.end();
  await done;
  return { pdf: Buffer.concat(pieces), pages };
};

/** A structure element that is drawn when its turn comes. The types know the form with options only. */
const element = (document: PDFKit.PDFDocument, type: string, draw: () => void): PDFKit.PDFStructureElement =>
  document.struct(type, {}, draw);

type Tagged = (type: string, draw: () => void) => void;

const letterhead = (document: PDFKit.PDFDocument, { addressee, sender, today }: Letter, tagged: Tagged): void => {
  tagged('P', () => {
    document.font('bold').fontSize(SIZE.letterhead).fillColor(BLUE).text(sender.municipality, PAGE.left, mm(18));
  });
  tagged('P', () => {
    document.font('regular').fontSize(SIZE.small).fillColor(BLACK).text(sender.department, PAGE.left, mm(25));
  });
  document.markContent('Artifact', { type: 'Layout' });
  document
    .moveTo(PAGE.left, mm(32))
    .lineTo(PAGE.left + WIDTH, mm(32))
    .lineWidth(1.5)
    .stroke(BLUE);
  document.endMarkedContent();
  tagged('P', () => {
    document.fontSize(SIZE.tiny).text(sender.returnAddress, WINDOW.left, WINDOW.top - mm(5), { width: WINDOW.width });
  });
  document.fontSize(SIZE.body);
  [addressee.name, ...addressee.lines].forEach((line, index) => {
    tagged('P', () => {
      document.text(line, WINDOW.left, WINDOW.top + index * mm(5), { width: WINDOW.width, lineBreak: false });
    });
  });
  document.y = BODY_TOP;
  tagged('P', () => {
    document.text(`${sender.place}, ${dutchDate(today)}`, PAGE.left, BODY_TOP, { width: WIDTH });
  });
};

const body = (
  document: PDFKit.PDFDocument,
  { text, addressee, sender }: Letter,
  tagged: Tagged,
  root: PDFKit.PDFStructureElement,
): void => {
  const paragraph = (words: string, gap = 0.55) =>
    tagged('P', () => {
      document.font('regular').fontSize(SIZE.body).text(words, PAGE.left, document.y, { width: WIDTH, lineGap: 2 });
      document.moveDown(gap);
    });
  document.moveDown(0.8);
  tagged('H1', () => {
    document.font('bold').fontSize(12.5).fillColor(BLUE).text(text.subject, PAGE.left, document.y, { width: WIDTH });
    document.fillColor(BLACK).moveDown(0.8);
  });
  paragraph(`${addressee.salutation},`);
  for (const block of text.blocks) setBlock(document, block, tagged, root, paragraph);
  document.moveDown(0.4);
  paragraph('Met vriendelijke groet,', 1.4);
  paragraph(sender.signatory, 0);
  paragraph(sender.municipality, 0);
};

const setBlock = (
  document: PDFKit.PDFDocument,
  { heading, paragraphs, steps = [] }: Block,
  tagged: Tagged,
  root: PDFKit.PDFStructureElement,
  paragraph: (words: string) => void,
): void => {
  if (heading !== undefined)
    tagged('H2', () => {
      document.font('bold').fontSize(SIZE.body).text(heading, PAGE.left, document.y, { width: WIDTH });
      document.moveDown(0.15);
    });
  for (const words of paragraphs) paragraph(words);
  if (steps.length === 0) return;
  const list = document.struct('L');
  root.add(list);
  steps.forEach((step, index) => {
    const item = document.struct('LI');
    list.add(item);
    const top = document.y;
    item.add(
      element(document, 'Lbl', () => {
        document
          .font('regular')
          .fontSize(SIZE.body)
          .text(`${index + 1}.`, PAGE.left, top, { width: mm(6) });
      }),
    );
    item.add(
      element(document, 'LBody', () => {
        document.text(step, PAGE.left + mm(6), top, { width: WIDTH - mm(6), lineGap: 2 });
      }),
    );
    item.end();
  });
  list.end();
  document.moveDown(0.55);
};

/** Batch, letter and page on every page: an artifact to a screen reader, a safeguard to the printer. */
const footers = (document: PDFKit.PDFDocument, { batch, letterId }: Letter): number => {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    document
      .font('regular')
      .fontSize(SIZE.tiny)
      .text(`Batch ${batch} · brief ${letterId} · pagina ${page + 1} van ${count}`, PAGE.left, mm(283), {
        width: WIDTH,
        lineBreak: false,
      });
    document.endMarkedContent();
  }
  return count;
};

const wordsOf = ({ subject, blocks }: MessageText): string[] => [
  subject,
  ...blocks.flatMap(({ heading = '', paragraphs, steps = [] }) => [heading, ...paragraphs, ...steps]),
];
