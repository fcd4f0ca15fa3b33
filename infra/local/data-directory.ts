import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const ours = new Set<string>();

const names = z.record(z.string(), z.string());

/** What stands in a data directory, by what people call it: kept there, so that it can be reached without the templates. */
const standing = z.object({
  /** Names of tables and buckets, URLs of queues, ARNs of secrets. */
  tables: names,
  buckets: names,
  queues: names,
  secrets: names,
  /** Per function the environment that it runs with. */
  environments: z.record(z.string(), names),
});
export type Standing = z.infer<typeof standing>;

const endpoint = z.object({ pid: z.number(), endpoint: z.url() });

const ENDPOINTS = 'endpoints.json';
const STANDING = 'standing.json';

/**
 * Claims a data directory for this process, for two at once would spoil it. While it runs, `endpoints.json` says how to
 * reach what stands there; `standing.json` stays and says what does.
 * @throws when another process that is alive has it, or this one already.
 */
export const claimDirectory = (directory?: string) => {
  if (directory === undefined) return { announce: () => {}, release: () => {} };
  mkdirSync(directory, { recursive: true });
  const path = join(resolve(directory), ENDPOINTS);
  const owner = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { pid?: number }).pid : undefined;
  if (ours.has(path) || (owner !== undefined && owner !== process.pid && isAlive(owner)))
    throw new Error(`${directory} is in use by another local stack (process ${owner})`);
  const write = (more: object) => writeFileSync(path, JSON.stringify({ pid: process.pid, ...more }, null, 2));
  write({});
  ours.add(path);
  return {
    announce: (
      where: { readonly endpoint: string; readonly region: string; readonly accessKeyId: string },
      what: Standing,
    ): void => {
      const { environments: _, secrets: __, ...told } = what;
      write({ ...where, ...told });
      writeFileSync(join(directory, STANDING), JSON.stringify(what, null, 2));
    },
    release: (): void => {
      rmSync(path, { force: true });
      ours.delete(path);
    },
  };
};

/** What stands in a data directory, and where it answers while a local stack has it; undefined when nothing ever stood there. */
export const readDirectory = (
  directory: string,
): { readonly what: Standing; readonly endpoint?: string } | undefined => {
  const what = jsonIn(join(directory, STANDING), standing);
  const live = jsonIn(join(directory, ENDPOINTS), endpoint);
  return what && { what, ...(live && isAlive(live.pid) && { endpoint: live.endpoint }) };
};

const jsonIn = <T>(path: string, schema: z.ZodType<T>): T | undefined =>
  existsSync(path) ? schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0); // asks, sends nothing
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};
