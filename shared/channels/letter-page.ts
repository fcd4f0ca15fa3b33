const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Where things stand on A4, in points. Everything begins on one axis: that of the window, 32 mm from the left. */
const LEFT = mm(32);
const WIDTH = mm(210 - 32 - 25);
export const page = {
  margins: { left: LEFT, right: mm(25), top: mm(25), bottom: mm(20) },
  left: LEFT,
  width: WIDTH,
  /** A C5 window envelope shows 81 mm from 32 mm left and 50 mm top: six lines, to 80 mm. */
  window: { left: LEFT, top: mm(50), width: mm(81), height: mm(30), leading: mm(5) },
  /** The post's sorting code beneath the address: 22 bars an inch, with room above it, heights as PostNL gives them. */
  kix: { above: mm(3), pitch: mm(1.15), bar: mm(0.5), tracker: mm(1.3), reach: mm(1.75) },
  returnAddress: mm(45),
  letterhead: { top: mm(17), width: mm(102), rule: mm(28.5), accent: mm(24) },
  /** Beside the window: the date, the number of this letter, and whom to call. */
  reference: { left: LEFT + mm(105), top: mm(50), width: WIDTH - mm(105) },
  subject: mm(86),
  footer: mm(283),
  step: mm(6.5),
} as const;

export const size = { body: 10.5, subject: 13, municipality: 17, department: 9.5, label: 8, small: 7.5 } as const;

/** Dark enough on white for WCAG AAA, the small grey as well. */
export const colour = { accent: '#154273', text: '#1a1a1a', quiet: '#4d4d4d', line: '#b8c4d1' } as const;

/** Added between lines, in points: the font's own 1.36 is nearly enough. */
export const lineGap = 0.4;

/** Left free beneath a paragraph, and beneath a block, in points. */
export const gap = { paragraph: 6, block: 7 } as const;
