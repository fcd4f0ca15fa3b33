import './without-canvas.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { Addressee } from '#shared/domain/message.ts';

// The reader looks here before it would load a file of its own, which a bundle does not have.
Object.assign(globalThis, { pdfjsWorker: worker });

/** The words of each page of a PDF, as a reader would find them. Throws when it is no PDF that can be read. */
export const readBack = async (pdf: Uint8Array): Promise<string[]> => {
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  try {
    const document = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    return pages;
  } finally {
    await task.destroy();
  }
};

type Expected = {
  readonly addressee: Addressee;
  readonly letterId: string;
  readonly batch: string;
  readonly pages: number;
};

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

/**
 * Reads a letter back and compares it with what it should be: name and address in one piece on the first page; batch,
 * letter and page number at the foot of every page. What is looked for is spelled out here and not taken from the code that
 * sets letters, so that a mistake there is not made twice. Letters to A with B's address were never caught by looking.
 * @returns what is wrong, in words without a name; nothing when all is well
 */
export const checkLetter = async (
  pdf: Uint8Array,
  { addressee, letterId, batch, pages }: Expected,
): Promise<string[]> => {
  const read = (await readBack(pdf)).map(squeezed);
  const first = read[0] ?? '';
  const { name, lines, postcode } = addressee;
  const checks: readonly (readonly [boolean, string])[] = [
    [read.length === pages, `it has ${read.length} pages, not ${pages}`],
    [first.includes(squeezed(name)), 'the name is not that of the addressee'],
    [first.includes(postcode), 'the postcode is not that of the addressee'],
    [first.includes(squeezed([name, ...lines].join(' '))), 'the address is not that of the addressee'],
    ...read.map((text, index) => {
      const foot = squeezed(`Batch ${batch} · brief ${letterId} · pagina ${index + 1} van ${pages}`);
      return [text.includes(foot), `page ${index + 1} does not carry its number`] as const;
    }),
  ];
  return checks.flatMap(([isRight, wrong]) => (isRight ? [] : [wrong]));
};
