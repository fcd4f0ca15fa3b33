import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Fonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

/** The two fonts that the build laid beside the bundle. */
export const loadFonts = (folder: string): Fonts => ({
  regular: readFileSync(join(folder, 'Regular.ttf')),
  bold: readFileSync(join(folder, 'Bold.ttf')),
});
