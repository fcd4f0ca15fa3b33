import type { Bar } from '#shared/domain/kix.ts';
import { colour, lineGap, page, size } from './letter-page.ts';

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

/** Writes pieces of text that a screen reader knows for what they are, and marks what is only to be seen. */
export const letterPen = (document: PDFKit.PDFDocument) => {
  const root = document.struct('Document');
  document.addStructure(root);

  const put = (text: string, style: Style): void => {
    const { left = page.left, top = document.y + (style.before ?? 0), width = page.width } = style;
    document
      .font(style.font ?? 'regular')
      .fontSize(style.size ?? size.body)
      .fillColor(style.colour ?? colour.text)
      .text(text, left, top, { width, lineGap });
    document.y += style.after ?? 0;
  };
  /** An element that is drawn when its turn comes. The types know the form with options only. */
  const element = (type: string, draw: () => void): PDFKit.PDFStructureElement => document.struct(type, {}, draw);
  const artifact = (type: 'Layout' | 'Pagination', draw: () => void): void => {
    document.markContent('Artifact', { type });
    draw();
    document.endMarkedContent();
  };

  return {
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
        const left = page.left + page.step;
        item.add(element('Lbl', () => put(`${index + 1}.`, { top, width: page.step })));
        item.add(element('LBody', () => put(step, { top, left, width: page.width - page.step, after: 1.5 })));
        item.end();
      });
      list.end();
      document.y += after;
    },
    /** A rule from the left axis: seen, not read out. */
    rule: (top: number, width: number, thickness: number, shade: string): void =>
      artifact('Layout', () => {
        const line = document.moveTo(page.left, top).lineTo(page.left + width, top);
        line.lineWidth(thickness).stroke(shade);
      }),
    /** The bars of a sorting code, from a point on: for a machine, so an artifact to a screen reader. */
    bars: (bars: readonly Bar[], left: number, top: number): void =>
      artifact('Layout', () => {
        const { pitch, bar, tracker, reach } = page.kix;
        bars.forEach((each, index) => {
          const up = each === 'A' || each === 'F' ? reach : 0;
          const down = each === 'D' || each === 'F' ? reach : 0;
          document.rect(left + index * pitch, top + reach - up, bar, up + tracker + down);
        });
        document.fill(colour.text);
      }),
    /** The same small line at the foot of every page; to a screen reader an artifact. */
    foot: (textOf: (number: number, count: number) => string): number => {
      const { count } = document.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        document.switchToPage(index);
        document.page.margins.bottom = 0;
        const style = { size: size.small, colour: colour.quiet, top: page.footer };
        artifact('Pagination', () => put(textOf(index + 1, count), style));
      }
      return count;
    },
    /** Points that a text takes on one line. */
    widthOf: (text: string, points: number, font: Font): number =>
      document.font(font).fontSize(points).widthOfString(text),
    /** Begins a new page when fewer points than this are left. */
    need: (points: number): void => {
      if (document.y + points > document.page.height - page.margins.bottom) document.addPage();
    },
    end: (): void => root.end(),
  };
};
export type LetterPen = ReturnType<typeof letterPen>;
