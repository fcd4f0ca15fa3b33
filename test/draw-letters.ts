import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderLetter } from '#shared/channels/letter.ts';
import { builtFonts, letterKinds } from '#test/letter-examples.ts';

/** Draws a letter of every kind for docs/letters.md, page by page; needs pdftoppm (Debian: poppler-utils). */
const pictures = fileURLToPath(new URL('../docs/letters', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const fonts = await builtFonts();
mkdirSync(pictures, { recursive: true });
for (const [name, letter] of Object.entries(letterKinds)) {
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, (await renderLetter({ ...letter, fonts })).pdf);
  execFileSync('pdftoppm', ['-r', '90', '-png', file, join(pictures, name)]);
}
rmSync(folder, { recursive: true });
