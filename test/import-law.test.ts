import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { services } from '#shared/services/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['events', 'functions', 'infra', 'shared', 'test'];

/** Who may import whom: the first rule whose folder a file is in counts. Paths are prefixes; packages are named. */
const LAW: readonly { readonly folder: string; readonly may: readonly string[] }[] = [
  { folder: 'shared/domain', may: ['zod', 'shared/domain'] },
  { folder: 'shared/services', may: ['zod', 'shared/domain', 'shared/services'] },
  { folder: 'shared/registers', may: ['zod', 'libphonenumber-js', 'shared/domain', 'shared/registers'] },
  {
    folder: 'shared/channels',
    may: ['zod', '@aws-sdk/', 'node:', 'nodemailer', 'pdfkit', 'pdfjs-dist', 'shared', 'events'],
  },
  { folder: 'shared/store', may: ['zod', '@aws-sdk/', 'shared', 'events'] },
  { folder: 'shared/aws', may: ['zod', '@aws-sdk/', '@middy/core', 'aws-lambda', 'node:', 'shared', 'events'] },
  { folder: 'events', may: ['zod', 'events', 'shared/domain'] },
  { folder: 'functions', may: ['zod', '@aws-sdk/', '@middy/core', 'node:', 'shared', 'events', 'OWN'] },
  { folder: 'infra/local', may: ['ANY'] },
  { folder: 'infra/ops', may: ['ANY'] },
  { folder: 'infra/build', may: ['node:', 'esbuild', 'subset-font', 'infra/build', 'shared/channels/printable.ts'] },
  {
    folder: 'infra',
    may: ['node:', 'aws-cdk-lib', 'cdk-nag', 'constructs', 'infra', 'DOMAIN TYPES', 'ENV TYPES'],
  },
  { folder: 'test', may: ['ANY'] },
];

type Import = { readonly what: string; readonly isType: boolean };

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : [];
  });

/** Static, re-exporting and dynamic imports of a file, as paths from the root or as packages. */
const importsOf = (file: string, text: string): Import[] =>
  [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g),
  ].map(([, type, from, dynamic]) => {
    const what = (from ?? dynamic) as string;
    if (what.startsWith('#')) return { what: what.slice(1), isType: type !== undefined };
    if (!what.startsWith('.')) return { what, isType: type !== undefined };
    return { what: relative(ROOT, resolve(ROOT, dirname(file), what)), isType: type !== undefined };
  });

const isAllowed = (file: string, { what, isType }: Import, may: readonly string[]): boolean =>
  may.some((rule) => {
    if (rule === 'ANY') return true;
    if (rule === 'OWN') return what.startsWith(`${file.split('/').slice(0, 2).join('/')}/`);
    if (rule === 'DOMAIN TYPES') return isType && what.startsWith('shared/domain/');
    if (rule === 'ENV TYPES') return isType && /^functions\/[^/]+\/env\.ts$/.test(what);
    return what === rule || what.startsWith(rule.endsWith('/') || rule.endsWith(':') ? rule : `${rule}/`);
  });

const breaches = (file: string, text: string): string[] => {
  const law = LAW.find(({ folder }) => file.startsWith(`${folder}/`));
  return importsOf(file, text)
    .filter((each) => !isAllowed(file, each, law?.may ?? []))
    .map(({ what }) => `${file} may not import ${what}`);
};

const files = FOLDERS.flatMap(sources);
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('who may import whom', () => {
  it('is kept by every file', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(files.flatMap((file) => breaches(file, read(file)))).toEqual([]);
  });

  it.each([
    ['shared/domain/x.ts', "import { SQSClient } from '@aws-sdk/client-sqs';"],
    ['shared/domain/x.ts', "import { log } from '#shared/aws/log.ts';"],
    ['shared/services/a/x.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/store/x.ts', "import { scan } from '#functions/scan/scan-agendas.ts';"],
    ['functions/scan/x.ts', "import { decide } from '../decide/decide-candidate.ts';"],
    ['functions/scan/x.ts', "import { settings } from '#infra/settings.ts';"],
    ['infra/x.ts', "import { env } from '#functions/scan/env.ts';"],
    ['infra/x.ts', "import type { Deps } from '#functions/scan/scan-agendas.ts';"],
    ['events/x.ts', "const x = await import('#shared/aws/log.ts');"],
  ])('would be noticed when broken: %s: %s', (file, text) => {
    expect(breaches(file, text)).toHaveLength(1);
  });
});

const IMPURE = /Date\.now\(|new Date\(\)|\bprocess\.|Math\.random\(|\bfetch\(|setTimeout\(/;

describe('the domain', () => {
  const pure = files.filter((file) => /^shared\/(domain|services|registers)\//.test(file));
  it('knows no clock, no environment and no chance', () => {
    expect(pure.filter((file) => IMPURE.test(read(file)))).toEqual([]);
  });
  it.each(['Date.now()', 'new Date()', 'process.env', 'Math.random()'])('would be noticed with %s', (text) => {
    expect(IMPURE.test(`x = ${text};`)).toBe(true);
  });
});

describe('lists that a test guards', () => {
  it('has every service folder in the list of services', () => {
    const folders = readdirSync(join(ROOT, 'shared/services'), { withFileTypes: true });
    const ids = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(services.map(({ id }) => id).sort()).toEqual(ids.sort());
  });
});
