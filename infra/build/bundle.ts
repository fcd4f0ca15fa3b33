import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFonts } from './fonts.ts';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Every bundle and the file it starts from. */
export const bundles = {
  intake: 'functions/intake/handler.ts',
  load: 'functions/load/handler.ts',
  evaluate: 'functions/evaluate/handler.ts',
  scan: 'functions/scan/handler.ts',
  decide: 'functions/decide/handler.ts',
  'dispatch-email': 'functions/dispatch/handler-email.ts',
  'dispatch-sms': 'functions/dispatch/handler-sms.ts',
  'dispatch-letter': 'functions/dispatch/handler-letter.ts',
  'close-batch': 'functions/close-batch/handler.ts',
  'print-report': 'functions/print-report/handler.ts',
  record: 'functions/record/handler.ts',
  sweep: 'functions/sweep/handler.ts',
  redrive: 'functions/redrive/handler.ts',
  reconcile: 'functions/reconcile/handler.ts',
} as const;
export type BundleName = keyof typeof bundles;

/** A folder of this process alone, gone when it ends: CDK copies from it, and two syntheses at once must not mix. */
const BUILD = mkdtempSync(join(tmpdir(), 'tijdig-build-'));
process.on('exit', () => rmSync(BUILD, { recursive: true, force: true }));

/** Where the code of a function lies once `bundleAll` has run. */
export const bundleFolder = (name: BundleName): string => join(BUILD, name);

/** CommonJS packages in an ES module still ask for these. */
const BANNER = `import{createRequire as __cr}from'node:module';import{fileURLToPath as __fu}from'node:url';import{dirname as __dn}from'node:path';const require=__cr(import.meta.url);const __filename=__fu(import.meta.url);const __dirname=__dn(__filename);`;

/** Imports something large when a letter is made, not before: its bundle is more than one file. */
const IN_PARTS: readonly BundleName[] = ['dispatch-letter'];

/** Bundles all functions, SDK inside, and lays the fonts beside the one that prints. */
export const bundleAll = async (): Promise<void> => {
  for (const entry of Object.values(bundles)) if (!existsSync(root(entry))) throw new Error(`${entry} is missing`);
  const names = Object.keys(bundles) as BundleName[];
  const whole = names.filter((name) => !IN_PARTS.includes(name));
  // Parts are shared within one call, so a bundle in parts has a call, and a folder, of its own.
  await Promise.all([bundle(whole, BUILD, false), ...IN_PARTS.map((name) => bundle([name], BUILD, true))]);
  await buildFonts(`${bundleFolder('dispatch-letter')}/fonts`);
};

const bundle = (names: readonly BundleName[], outdir: string, splitting: boolean) =>
  build({
    absWorkingDir: root(''),
    entryPoints: names.map((name) => ({ in: bundles[name], out: `${name}/index` })),
    outdir,
    chunkNames: `${names[0]}/[name]-[hash]`,
    splitting,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    // Half a megabyte that the font reader wants for WOFF2, which our fonts are not.
    alias: { 'brotli/decompress.js': 'node:zlib' },
    banner: { js: BANNER },
    logLevel: 'warning',
  });
