import type { ReadingFormat } from '#shared/domain/letter-kind.ts';
import type { AddressArea, LetterProfile } from './letter-profile.ts';

/** Points in so many millimetres. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Where running text stands and how large it is, in points. */
export type Column = {
  readonly left: number;
  readonly width: number;
  readonly body: number;
  /** How far the text of a numbered step stands in. */
  readonly step: number;
  /** Left free beneath a paragraph, and beneath a block. */
  readonly paragraph: number;
  readonly block: number;
};

/** The sizes of a letter as most people read it, and in large print: 16 points and more for whatever is read. */
const SIZES = {
  usual: { body: 10.5, subject: 13, municipality: 17, department: 9.5, label: 8, foot: 7.5, step: mm(6.5) },
  large: { body: 16, subject: 20, municipality: 22, department: 16, label: 16, foot: 12, step: mm(10) },
} as const;

/** What stands in the window is not larger for anybody: it must fit, and a machine reads it. */
export const WINDOW_SIZE = { address: 10.5, returnAddress: 7.5 } as const;

/** The post's sorting code beneath an address: 22 bars an inch, with room above it, heights as PostNL gives them. */
export const KIX = { above: mm(3), pitch: mm(1.15), bar: mm(0.5), tracker: mm(1.3), reach: mm(1.75) } as const;

/** Dark enough on white for WCAG AAA, the small grey as well. A stage may have an accent of its own. */
export const colour = { accent: '#154273', text: '#1a1a1a', quiet: '#4d4d4d', line: '#b8c4d1' } as const;

/** Added between lines, in points: the font's own 1.36 is nearly enough. */
export const LINE_GAP = 0.4;

const REFERENCE_ROW = 28;

/** Where things stand on A4, in points. Everything begins on one axis: the left of the window. */
export const letterPage = ({ window, margins }: LetterProfile, format?: ReadingFormat) => {
  const isLarge = format === 'large-print';
  const { step, ...size } = isLarge ? SIZES.large : SIZES.usual;
  const left = mm(window.left);
  const width = mm(210 - window.left - margins.right);
  const beside = mm(105);
  const columnWidth = width - beside;
  const rows = 3 * REFERENCE_ROW;
  return {
    isLarge,
    size,
    margins: { left, right: mm(margins.right), top: mm(margins.top), bottom: mm(margins.bottom) },
    left,
    width,
    column: {
      left,
      width,
      body: size.body,
      step,
      paragraph: size.body * 0.57,
      block: size.body * 0.67,
    } satisfies Column,
    /** A small line above the window, for the post to bring the letter back by. */
    returnAddress: mm(window.top - 5),
    letterhead: {
      top: mm(17),
      rule: mm(28.5),
      accent: mm(24),
      logo: mm(12),
      nameWidth: isLarge ? width : beside - mm(3),
    },
    /** Beside the window: the date, the number of this letter, and whom to call. */
    reference: { left: left + beside, top: mm(window.top), width: columnWidth, row: REFERENCE_ROW },
    /** Where the letter itself begins, beneath the window and what stands beside it. */
    begin: Math.max(mm(window.top + window.height), mm(window.top) + (isLarge ? 0 : rows)) + mm(6.2),
    foot: mm(297 - 14),
  };
};
export type LetterPage = ReturnType<typeof letterPage>;

/** An area on paper in points. */
export const areaInPoints = ({ left, top, width, height, leading }: AddressArea) => ({
  left: mm(left),
  top: mm(top),
  width: mm(width),
  height: mm(height),
  leading: mm(leading),
});
