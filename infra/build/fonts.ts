import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { PRINTABLE } from '#shared/channels/printable.ts';
import { withoutTables } from './without-tables.ts';

const require = createRequire(import.meta.url);
const FONTS = { Regular: '400Regular/NotoSans_400Regular.ttf', Bold: '700Bold/NotoSans_700Bold.ttf' };

/** Layout tables make each letter seventy times slower to set and are not needed for text that runs from left to right. */
const DROPPED = ['GSUB', 'GPOS', 'GDEF'];

/** Writes the two fonts that letters are set in, cut down to what Dutch addresses and texts need. */
export const buildFonts = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const text = PRINTABLE.map(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join(''),
  ).join('');
  for (const [name, file] of Object.entries(FONTS)) {
    const target = join(folder, `${name}.ttf`);
    if (existsSync(target)) continue;
    const whole = readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${file}`));
    writeFileSync(target, withoutTables(await subsetFont(whole, text, { targetFormat: 'truetype' }), DROPPED));
  }
};
