import './without-canvas.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

// The reader looks here before it would load a file of its own, which a bundle does not have.
Object.assign(globalThis, { pdfjsWorker: worker });

/**
 * Opens a PDF for `read` and closes it. By itself it is more than half of a bundle, so it is to be imported when a letter is
 * read, not before.
 */
export const withPdf = async <T>(
  pdf: Uint8Array,
  read: (document: Awaited<ReturnType<typeof getDocument>['promise']>) => Promise<T>,
): Promise<T> => {
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  try {
    return await read(await task.promise);
  } finally {
    await task.destroy();
  }
};
