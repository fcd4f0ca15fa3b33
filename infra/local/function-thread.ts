// Runs in a worker thread: one Lambda execution environment with its own process.env and its own clock.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

export type ThreadData = {
  readonly root: string;
  readonly handler: string;
  readonly name: string;
  readonly arn: string;
  readonly memory: number;
  readonly offset: number;
  /** Where compiled code is kept for the next process, if anywhere. */
  readonly compiled?: string;
};
export type ThreadRequest = {
  readonly id: string;
  readonly event: string;
  /** Simulated minus real time, in milliseconds. */
  readonly offset: number;
  readonly timeout: number;
};
export type ThreadAnswer = {
  readonly id: string;
  readonly result?: string;
  readonly error?: { readonly name: string; readonly message: string; readonly stack?: string };
};

const data = workerData as ThreadData;
let offset = data.offset;
const RealDate = globalThis.Date;
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
});

if (data.compiled !== undefined) enableCompileCache(data.compiled);
const [file = '', name = ''] = data.handler.split(/\.(?=[^.]+$)/);
const load = async (): Promise<(event: unknown, context: unknown) => unknown> => {
  for (const extension of ['.mjs', '.js', '.cjs'])
    try {
      const module = await import(pathToFileURL(join(data.root, `${file}${extension}`)).href);
      if (typeof module[name] !== 'function') throw new Error(`${data.handler} is not a function`);
      return module[name];
    } catch (error) {
      const missing = (error as { code?: string; url?: string }) ?? {};
      if (missing.code !== 'ERR_MODULE_NOT_FOUND' || !missing.url?.endsWith(`${file}${extension}`)) throw error;
    }
  throw new Error(`no ${file} in ${data.root}`);
};

const handler = load();
void handler.then(
  () => flushCompileCache(),
  () => {},
);
handler.catch(() => {}); // told to every invocation below, not as an unhandled rejection

const contextOf = (id: string, timeout: number) => {
  const deadline = performance.now() + timeout;
  return {
    awsRequestId: id,
    functionName: data.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.arn,
    memoryLimitInMB: `${data.memory}`,
    logGroupName: `/aws/lambda/${data.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
};

parentPort?.on('message', async (request: ThreadRequest) => {
  offset = request.offset;
  const answer = await (await Promise.allSettled([handler]))[0];
  try {
    if (answer?.status !== 'fulfilled') throw answer?.reason;
    const result = await answer.value(JSON.parse(request.event), contextOf(request.id, request.timeout));
    parentPort?.postMessage({ id: request.id, result: JSON.stringify(result ?? null) } satisfies ThreadAnswer);
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    parentPort?.postMessage({
      id: request.id,
      error: { name, message, ...(stack && { stack }) },
    } satisfies ThreadAnswer);
  }
});
