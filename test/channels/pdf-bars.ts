import { withPdf } from '#shared/channels/pdf-reader.ts';
import type { Bar } from '#shared/domain/kix.ts';

const POINTS_OF_A_BAR = 4;

/** Numbers that follow each drawing operation in pdfjs's paths: to a point, a line, a curve, a quadratic curve, closed. */
const NUMBERS = [2, 2, 6, 4, 0];

/** The rectangles of a path, or nothing when it has anything else in it. */
const rectanglesOf = (path: ArrayLike<number>): { left: number; low: number; high: number }[] | undefined => {
  const shapes: [number, number][][] = [];
  for (let index = 0; index < path.length; ) {
    const operation = path[index] as number;
    if (operation === 2 || operation === 3) return undefined;
    if (operation === 0) shapes.push([]);
    if (operation !== 4) shapes.at(-1)?.push([path[index + 1] as number, path[index + 2] as number]);
    index += 1 + (NUMBERS[operation] as number);
  }
  const bars = shapes.filter((points) => points.length >= POINTS_OF_A_BAR);
  if (bars.length === 0) return undefined;
  return bars.map((points) => ({
    left: Math.min(...points.map(([x]) => x)),
    low: Math.min(...points.map(([, y]) => y)),
    high: Math.max(...points.map(([, y]) => y)),
  }));
};

/**
 * The bars that are drawn on a page, from left to right, as a sorting machine would read them: by how far they reach. The
 * page is drawn upside down, so the least height is the highest on paper.
 */
export const barsOn = (pdf: Uint8Array, page: number): Promise<Bar[]> =>
  withPdf(pdf, async (document) => {
    const { argsArray } = await (await document.getPage(page)).getOperatorList();
    const paths = argsArray.flatMap((args: unknown) => {
      const path = (args as readonly unknown[] | null)?.[1];
      const data = Array.isArray(path) ? (path[0] as unknown) : undefined;
      return data instanceof Float32Array ? [data] : [];
    });
    const bars = paths.map(rectanglesOf).find((found) => found !== undefined && found.length > 20) ?? [];
    const top = Math.min(...bars.map(({ low }) => low));
    const bottom = Math.max(...bars.map(({ high }) => high));
    const isAt = (one: number, other: number) => Math.abs(one - other) < 0.05;
    return [...bars]
      .sort((a, b) => a.left - b.left)
      .map(({ low, high }): Bar => {
        if (isAt(low, top)) return isAt(high, bottom) ? 'F' : 'A';
        return isAt(high, bottom) ? 'D' : 'T';
      });
  });
