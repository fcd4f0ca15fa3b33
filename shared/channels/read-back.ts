import './without-canvas.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { Addressee } from '#shared/domain/message.ts';

// The reader looks here before it would load a file of its own, which a bundle does not have.
Object.assign(globalThis, { pdfjsWorker: worker });

/** The words of each page of a PDF, as a reader would find them. */
export const readBack = async (pdf: Uint8Array): Promise<string[]> => {
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await task.destroy();
  return pages;
};

type Expected = {
  readonly addressee: Addressee;
  readonly letterId: string;
  readonly batch: string;
  readonly pages: number;
};

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

/**
 * Reads a letter back and compares it with what it should be: the name and postcode of the addressee on the first page,
 * batch, letter and page number on every page. A letter to A with B's address was never caught by looking at it.
 * @returns what is wrong, in words without a name; nothing when all is well
 */
export const checkLetter = async (
  pdf: Uint8Array,
  { addressee, letterId, batch, pages }: Expected,
): Promise<string[]> => {
  const read = (await readBack(pdf)).map(squeezed);
  const first = read[0] ?? '';
  const wrong = [];
  if (read.length !== pages) wrong.push(`it has ${read.length} pages, not ${pages}`);
  if (!first.includes(squeezed(addressee.name))) wrong.push('the name is not that of the addressee');
  if (!first.includes(addressee.postcode)) wrong.push('the postcode is not that of the addressee');
  for (const line of addressee.lines) if (!first.includes(squeezed(line))) wrong.push('an address line is missing');
  read.forEach((text, index) => {
    const footer = squeezed(`Batch ${batch} · brief ${letterId} · pagina ${index + 1} van ${pages}`);
    if (!text.includes(footer)) wrong.push(`page ${index + 1} does not carry its number`);
  });
  return wrong;
};
