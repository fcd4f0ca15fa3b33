import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Synthesises the CDK app for the stage `local`, by the app itself and without its command line tool.
 * @returns the folder with the templates and assets, a new one in the temporary directory unless `directory` is given.
 * @throws with what the app said, when it fails.
 */
export const synth = async (
  { municipality, municipalityName }: { readonly municipality: string; readonly municipalityName: string },
  directory?: string,
): Promise<string> => {
  const cdkOut = directory ?? (await mkdtemp(join(tmpdir(), 'tijdig-cdk-')));
  const { context } = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')) as { context?: object };
  const CDK_CONTEXT_JSON = JSON.stringify({ ...context, stage: 'local', municipality, municipalityName });
  const env = { ...process.env, CDK_OUTDIR: cdkOut, CDK_CONTEXT_JSON };
  try {
    await promisify(execFile)(process.execPath, [join(root, 'infra/app.ts')], { cwd: root, env });
  } catch (error) {
    throw new Error(`the CDK app could not be synthesised:\n${(error as { stderr?: string }).stderr ?? String(error)}`);
  }
  return cdkOut;
};
