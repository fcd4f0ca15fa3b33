const channelOf = (part: string): number => {
  const value = Number.parseInt(part, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** Contrast of a colour (`#154273`) with white paper, from 1 to 21. Source: WCAG 2.2, relative luminance. */
export const contrastWithWhite = (colour: string): number => {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)].map(channelOf);
  return 1.05 / (0.2126 * (red as number) + 0.7152 * (green as number) + 0.0722 * (blue as number) + 0.05);
};
