import { withPdf } from '#shared/channels/pdf-reader.ts';

/** An element of the structure tree as a screen reader meets it: what it is, and what it reads out. */
export type Element = { readonly role: string; readonly words: string; readonly alt?: string };

type Node = { readonly role?: string; readonly alt?: string; readonly type?: string; readonly id?: string } & {
  readonly children?: readonly Node[];
};

/** The elements that hold content, page by page, in the order of the structure tree and not in that of drawing. */
export const elementsOf = (pdf: Uint8Array): Promise<Element[]> =>
  withPdf(pdf, async (document) => {
    const elements: Element[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const words = wordsByMark(items as readonly Item[]);
      elements.push(...walked((await page.getStructTree()) as Node, words));
    }
    return elements;
  });

type Item = { readonly type?: string; readonly id?: string; readonly str?: string };

const wordsByMark = (items: readonly Item[]): ReadonlyMap<string, string> => {
  const words = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const { type, id, str } of items) {
    if (type?.startsWith('beginMarkedContent')) open.push(id);
    else if (type === 'endMarkedContent') open.pop();
    const mark = open.at(-1);
    if (str !== undefined && mark !== undefined) words.set(mark, `${words.get(mark) ?? ''}${str} `);
  }
  return words;
};

const walked = (node: Node, words: ReadonlyMap<string, string>): Element[] => {
  const { role = '', alt, children = [] } = node;
  const contents = children.filter(({ type }) => type === 'content');
  const own = contents.map(({ id = '' }) => words.get(id) ?? '').join('');
  const nested = children.filter(({ type }) => type !== 'content').flatMap((child) => walked(child, words));
  if (contents.length === 0) return nested;
  return [{ role, words: own.replace(/\s+/g, ' ').trim(), ...(alt !== undefined && { alt }) }, ...nested];
};
