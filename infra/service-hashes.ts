import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from './settings.ts';

const FOLDER = fileURLToPath(new URL('../shared/services', import.meta.url));

type Asked = Pick<Settings, 'services' | 'municipality' | 'extraStages'>;

/** Every service that has a folder. */
const serviceFolders = (): string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * The hashes of the services that are on: `rule` over what decides who is due (all sources but the messages, and the
 * municipality and the extra stages they are asked for), `whole` over the messages and the governance as well.
 */
export const serviceHashes = ({ services, municipality, extraStages = {} }: Asked) => {
  const folders = serviceFolders();
  const on = services === 'all' ? folders : services;
  const unknown = [...on, ...Object.keys(extraStages)].find((id) => !folders.includes(id));
  if (unknown !== undefined) throw new Error(`settings switch on ${unknown}, and shared/services has no such folder`);
  return Object.fromEntries(
    on.map((id) => {
      const files = readdirSync(join(FOLDER, id)).sort();
      const rule = files.filter((file) => file.endsWith('.ts') && !file.startsWith('messages.'));
      const extra = extraStages[id] ?? [];
      const asked = [municipality.code, ...extra].join('+');
      const hashes = { rule: hashOf(id, rule, asked), whole: hashOf(id, files, asked) };
      return [id, { ...hashes, ...(extra.length > 0 && { extraStages: extra }) }] as const;
    }),
  );
};

/** Who wrote a service: its `governance.json` says so, or else the settings do. They may not approve it. */
export const authorOf = (id: string, { author }: Pick<Settings, 'author'>): string => {
  const file = join(FOLDER, id, 'governance.json');
  if (!existsSync(file)) return author;
  const named: unknown = (JSON.parse(readFileSync(file, 'utf8')) as { readonly author?: unknown }).author;
  return typeof named === 'string' ? named : author;
};

const hashOf = (id: string, files: readonly string[], asked: string): string => {
  const hash = createHash('sha256').update(asked);
  for (const file of files) hash.update(file).update(readFileSync(join(FOLDER, id, file)));
  return hash.digest('hex').slice(0, 16);
};
