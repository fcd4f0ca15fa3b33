import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../shared/services', import.meta.url));

/** Every service that has a folder. */
const serviceFolders = (): string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * The hashes of the services that are on: `rule` over what decides who is due (all sources but the messages, and the
 * municipality they are asked for), `whole` over the messages and the governance as well.
 */
export const serviceHashes = (services: readonly string[] | 'all', municipality: string) => {
  const folders = serviceFolders();
  const on = services === 'all' ? folders : services;
  const unknown = on.find((id) => !folders.includes(id));
  if (unknown !== undefined) throw new Error(`settings switch on ${unknown}, and shared/services has no such folder`);
  return Object.fromEntries(
    on.map((id) => {
      const files = readdirSync(join(FOLDER, id)).sort();
      const rule = files.filter((file) => file.endsWith('.ts') && !file.startsWith('messages.'));
      return [id, { rule: hashOf(id, rule, municipality), whole: hashOf(id, files, municipality) }] as const;
    }),
  );
};

const hashOf = (id: string, files: readonly string[], municipality: string): string => {
  const hash = createHash('sha256').update(municipality);
  for (const file of files) hash.update(file).update(readFileSync(join(FOLDER, id, file)));
  return hash.digest('hex').slice(0, 16);
};
