/**
 * A piece of text as it stands on a page, in millimetres from the left and the top; `baseline` is what it stands on, `size`
 * its height in points.
 */
export type PlacedText = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
};

/** A page that was read: its texts in the order in which they were drawn. */
export type ReadPage = { readonly texts: readonly PlacedText[] };

const mmOf = (points: number): number => (points * 25.4) / 72;

/** Every text of each page of a PDF, and where it stands. Throws when it is no PDF that can be read. */
export const readPages = async (pdf: Uint8Array): Promise<ReadPage[]> => {
  const { withPdf } = await import('./pdf-reader.ts');
  return withPdf(pdf, async (document) => {
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const [, , , height = 0] = page.view;
      const { items } = await page.getTextContent();
      const texts = items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                left: mmOf(item.transform[4]),
                right: mmOf(item.transform[4] + item.width),
                baseline: mmOf(height - item.transform[5]),
                size: item.transform[3] as number,
              },
            ]
          : [],
      );
      pages.push({ texts });
    }
    return pages;
  });
};

/** The words of a page, as a reader would find them. */
export const wordsOn = ({ texts }: ReadPage): string => texts.map(({ text }) => text).join(' ');
