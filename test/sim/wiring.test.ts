import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEPLOYMENT = 'test/sim/deployment.ts';

/** Functions that the simulation does not run, and why. Who adds one to the simulation takes it off here. */
const NOT_RUN: Readonly<Record<string, string>> = {};

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);
const functions = readdirSync(join(ROOT, 'functions'));
const isWire = (file: string): boolean => /^functions\/[^/]+\/wire[^/]*\.ts$/.test(file);
const wiresOf = (name: string): string[] => filesIn(`functions/${name}`).filter(isWire);

type Import = { readonly what: string; readonly isType: boolean };

/** Static, re-exporting and dynamic imports of a file, as paths from the root or as packages. */
const importsOf = (file: string, text: string): Import[] =>
  [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g),
  ].map(([, type, from, dynamic]) => {
    const what = (from ?? dynamic) as string;
    const isType = type !== undefined;
    if (what.startsWith('.')) return { what: relative(ROOT, resolve(ROOT, dirname(file), what)), isType };
    return { what: what.replace(/^#/, ''), isType };
  });

/** What a file of the simulation or the fakes takes from elsewhere that it may not: then it would not be the project that runs. */
const breaches = (file: string, text: string): string[] =>
  importsOf(file, text)
    .filter(({ what, isType }) => {
      if (what.startsWith('functions/')) return !isType && !isWire(what);
      return file.startsWith('test/fakes/') && /^(shared\/store|test\/sim)\//.test(what);
    })
    .map(({ what }) => `${file} may not import ${what}`);

describe('the simulation', () => {
  it('wires every function as it is deployed', () => {
    const wired = importsOf(DEPLOYMENT, read(DEPLOYMENT)).flatMap(({ what, isType }) => (isType ? [] : what));
    const expected = functions.filter((name) => NOT_RUN[name] === undefined).flatMap(wiresOf);
    expect(wired.filter((what) => what.startsWith('functions/')).sort()).toEqual(expected.sort());
    expect(functions.filter((name) => wiresOf(name).length === 0)).toEqual([]);
    expect(Object.keys(NOT_RUN).filter((name) => !functions.includes(name))).toEqual([]);
  });

  it('has no flow of its own, nor have the fakes, which know of no store', () => {
    const files = [...filesIn('test/sim'), ...filesIn('test/fakes')];
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap((file) => breaches(file, read(file)))).toEqual([]);
  });

  it.each([
    [DEPLOYMENT, "import { scanAgendas } from '#functions/scan/scan-agendas.ts';"],
    ['test/sim/lambda.ts', "export { decideCandidate } from '../../functions/decide/decide-candidate.ts';"],
    ['test/sim/lambda.ts', "const x = await import('#functions/decide/decide-candidate.ts');"],
    ['test/fakes/tables.ts', "import { noticeKey } from '#shared/store/notices.ts';"],
    ['test/fakes/tables.ts', "import type { Notices } from '#shared/store/notices.ts';"],
    ['test/fakes/queues.ts', "import { timeline } from '../sim/timeline.ts';"],
  ])('would be noticed: %s with %s', (file, text) => {
    expect(breaches(file, text)).toHaveLength(1);
  });
});
