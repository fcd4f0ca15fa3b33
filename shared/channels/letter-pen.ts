import type { Bar } from '#shared/domain/kix.ts';
import type { Drawing } from '#shared/domain/sender.ts';
import { type Column, colour, KIX, LINE_GAP } from './letter-page.ts';

type Font = 'regular' | 'bold';
type Style = {
  readonly font?: Font;
  readonly size?: number;
  readonly colour?: string;
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  /** Points left free above, where no top is given, and beneath. */
  readonly before?: number;
  readonly after?: number;
};
/** A small text at the end of a page, and where it ends in points from the top. */
export type Foot = Required<Pick<Style, 'size' | 'left' | 'width'>> & {
  readonly text: string;
  readonly bottom: number;
};
type Place = { readonly left: number; readonly top: number; readonly height: number };

/**
 * Writes pieces of text that a screen reader knows for what they are, and marks what is only to be seen. Text runs in the
 * column that the pen was last turned to.
 */
export const letterPen = (document: PDFKit.PDFDocument, first: Column) => {
  const root = document.struct('Document');
  document.addStructure(root);
  let column = first;

  const put = (text: string, style: Style): void => {
    const { left = column.left, top = document.y + (style.before ?? 0), width = column.width } = style;
    document
      .font(style.font ?? 'regular')
      .fontSize(style.size ?? column.body)
      .fillColor(style.colour ?? colour.text)
      .text(text, left, top, { width, lineGap: LINE_GAP });
    document.y += style.after ?? 0;
  };
  /** An element that is drawn when its turn comes. The types know the form with options only. */
  const element = (
    type: string,
    draw: () => void,
    options: PDFKit.Mixins.StructureElementOptions = {},
  ): PDFKit.PDFStructureElement => document.struct(type, options, draw);
  const artifact = (type: 'Layout' | 'Pagination', draw: () => void): void => {
    document.markContent('Artifact', { type });
    draw();
    document.endMarkedContent();
  };
  const heightOf = (text: string, { size = column.body, width = column.width, font = 'regular' }: Style = {}): number =>
    document.font(font).fontSize(size).heightOfString(text, { width, lineGap: LINE_GAP });

  return {
    /** From here on text runs in this column. */
    turnTo: (next: Column): void => {
      column = next;
    },
    get column(): Column {
      return column;
    },
    /** One paragraph, heading or line. */
    write: (type: 'P' | 'H1' | 'H2', text: string, style: Style = {}): void => {
      root.add(element(type, () => put(text, style)));
    },
    /** Steps as a list, with their numbers hanging; `after` points are left free beneath it. */
    list: (steps: readonly string[], after: number): void => {
      const list = document.struct('L');
      root.add(list);
      steps.forEach((step, index) => {
        const item = document.struct('LI');
        list.add(item);
        const top = document.y;
        const left = column.left + column.step;
        item.add(element('Lbl', () => put(`${index + 1}.`, { top, width: column.step })));
        item.add(element('LBody', () => put(step, { top, left, width: column.width - column.step, after: 1.5 })));
        item.end();
      });
      list.end();
      document.y += after;
    },
    /** A drawing of a given height, and what is read out in its stead. */
    figure: (alt: string, { path, width, height, line }: Drawing, at: Place, shade: string): void => {
      const scale = at.height / height;
      // The types do not know the box, which PDF/UA wants of a figure.
      const options = { alt, bbox: [at.left, at.top, at.left + width * scale, at.top + at.height] };
      const draw = () => {
        document.save().translate(at.left, at.top).scale(scale).path(path);
        if (line === undefined) document.fill(shade);
        else document.lineWidth(line).lineCap('round').lineJoin('round').stroke(shade);
        document.restore();
      };
      root.add(element('Figure', draw, options));
    },
    /** A straight line, lying or upright: seen, not read out. */
    rule: (
      [left, top]: readonly [number, number],
      [right, bottom]: readonly [number, number],
      thickness: number,
      shade: string,
    ) =>
      artifact('Layout', () => {
        document.moveTo(left, top).lineTo(right, bottom).lineWidth(thickness).stroke(shade);
      }),
    /** The bars of a sorting code, from a point on: for a machine, so an artifact to a screen reader. */
    bars: (bars: readonly Bar[], left: number, top: number): void =>
      artifact('Layout', () => {
        const { pitch, bar, tracker, reach } = KIX;
        bars.forEach((each, index) => {
          const up = each === 'A' || each === 'F' ? reach : 0;
          const down = each === 'D' || each === 'F' ? reach : 0;
          document.rect(left + index * pitch, top + reach - up, bar, up + tracker + down);
        });
        document.fill(colour.text);
      }),
    /** Small text at the foot of every page; to a screen reader an artifact. Returns how many pages there are. */
    feet: (footOf: (number: number, count: number) => Foot): number => {
      const { count } = document.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        document.switchToPage(index);
        document.page.margins.bottom = 0;
        const { text, bottom, ...style } = footOf(index + 1, count);
        const top = bottom - heightOf(text, style);
        artifact('Pagination', () => put(text, { ...style, top, colour: colour.quiet }));
      }
      return count;
    },
    /** Points that a text takes on one line. */
    widthOf: (text: string, points: number, font: Font): number =>
      document.font(font).fontSize(points).widthOfString(text),
    /** Points that a text takes from top to bottom in the column. */
    heightOf,
    /** Points left on this page. */
    left: (): number => document.page.height - document.page.margins.bottom - document.y,
    /** Begins a new page when fewer points than this are left. */
    need: (points: number): void => {
      if (document.y + points > document.page.height - document.page.margins.bottom) document.addPage();
    },
    /** Where the next text comes, in points from the top. */
    get at(): number {
      return document.y;
    },
    moveTo: (top: number): void => {
      document.y = top;
    },
    /** Begins a page of another size, in points, with these margins. */
    turnPage: (size: readonly [number, number], margins: PDFKit.Mixins.ExpandedSides<number>): void => {
      document.addPage({ size: [...size], margins });
    },
    end: (): void => root.end(),
  };
};
export type LetterPen = ReturnType<typeof letterPen>;
