import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const template = z.looseObject({
  Resources: z.record(z.string(), resource),
  Outputs: z
    .record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.unknown() }).optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
});

const manifest = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.looseObject({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

/** One synthesised stack: its template, and per object key of an asset the folder in which that asset lies. */
export type Stack = z.infer<typeof template> & {
  readonly name: string;
  readonly assets: ReadonlyMap<string, string>;
};

const SUFFIX = '.template.json';

/** Reads every stack of a synthesised CDK app. Throws when there is none, or when a template has another shape. */
export const readStacks = (cdkOut: string): Stack[] => {
  const names = readdirSync(cdkOut)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length));
  if (names.length === 0) throw new Error(`no synthesised stack in ${cdkOut}`);
  return names.map((name) => ({
    ...template.parse(readJson(join(cdkOut, `${name}${SUFFIX}`))),
    name,
    assets: readAssets(cdkOut, name),
  }));
};

const readAssets = (cdkOut: string, stack: string): Map<string, string> => {
  const { files } = manifest.parse(readJson(join(cdkOut, `${stack}.assets.json`)));
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(cdkOut, source.path ?? '')] as const),
    ),
  );
};

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
