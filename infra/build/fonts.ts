import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { PRINTABLE } from '#shared/channels/printable.ts';
import { withoutTables } from './without-tables.ts';

const require = createRequire(import.meta.url);
const FONTS = { Regular: '400Regular/NotoSans_400Regular.ttf', Bold: '700Bold/NotoSans_700Bold.ttf' };

/** Layout tables make each letter seventy times slower to set and are not needed for text that runs from left to right. */
const DROPPED = ['GSUB', 'GPOS', 'GDEF'];

const CHARACTERS = PRINTABLE.map(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join(''),
).join('');

/**
 * Writes the two fonts that letters are set in, cut down to what Dutch addresses and texts need. A font that is there and
 * is the same is left alone, and a new one takes its place whole, so that whoever loads them meanwhile gets no half of one.
 */
export const buildFonts = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of Object.entries(FONTS)) {
    const whole = readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${file}`));
    const font = withoutTables(await subsetFont(whole, CHARACTERS, { targetFormat: 'truetype' }), DROPPED);
    const target = join(folder, `${name}.ttf`);
    if (existsSync(target) && readFileSync(target).equals(font)) continue;
    const fresh = `${target}.${process.pid}`;
    writeFileSync(fresh, font);
    renameSync(fresh, target);
  }
};
