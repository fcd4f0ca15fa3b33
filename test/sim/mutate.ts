import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.ts';

/**
 * Loaded before everything else (`node --import`), with the name of a mutant in TIJDIG_MUTANT: every source file is then loaded with
 * that defect in it. The sources on disk stay as they are.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const mutant = mutants.find(({ name }) => name === process.env.TIJDIG_MUTANT);
if (!mutant) throw new Error(`no such mutant: ${process.env.TIJDIG_MUTANT}`);

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!url.startsWith('file:')) return loaded;
    const file = fileURLToPath(url).replace(ROOT, '');
    const edits = mutant.edits.filter((edit) => edit.file === file);
    if (edits.length === 0 || !loaded.source) return loaded;
    let source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
    for (const { find, put } of edits) {
      if (source.split(find).length !== 2)
        throw new Error(`${mutant.name}: the text to change does not stand once in ${file}: ${find}`);
      source = source.replace(find, () => put);
    }
    return { ...loaded, source };
  },
});
