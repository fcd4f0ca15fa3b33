import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { SimulatedClock } from './clock.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './function-thread.ts';

type Settings = {
  /** Short name: the one in logs and in the record of calls. */
  readonly name: string;
  readonly arn: string;
  readonly root: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memory: number;
  /** Execution environments at most: each is a thread with its own heap. */
  readonly workers: number;
  readonly clock: SimulatedClock;
  readonly onLine: (line: string) => void;
};

export type LocalFunction = {
  readonly name: string;
  readonly arn: string;
  readonly workers: number;
  /** Runs the handler and answers what it answered. Throws what it threw; on a timeout `Sandbox.Timedout`. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Invocations under way or waiting for a free environment. */
  readonly running: () => number;
  /** MiB that it is given. */
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Seconds spent in invocations, and how many there were and failed. `billedMs` is what Lambda bills: each from when its
   * environment was free, a first one with its start, rounded up to a whole millisecond.
   */
  readonly spent: { invocations: number; failures: number; seconds: number; billedMs: number };
  readonly stop: () => Promise<void>;
};

type Environment = { readonly worker: Worker; busy: boolean; settle?: (answer: ThreadAnswer) => void };

/** A Lambda function: threads that load the deployed bundle once and are used again and again. */
export const localFunction = (settings: Settings): LocalFunction => {
  const environments = new Set<Environment>();
  const waiting: (() => void)[] = [];
  const spent = { invocations: 0, failures: 0, seconds: 0, billedMs: 0 };
  let running = 0;

  const free = async (): Promise<Environment> => {
    for (;;) {
      const idle = [...environments].find(({ busy }) => !busy);
      if (idle) return idle;
      if (environments.size < settings.workers) return start(settings, environments);
      await new Promise<void>((turn) => waiting.push(turn));
    }
  };

  const invoke = async (event: unknown): Promise<unknown> => {
    running += 1;
    const started = performance.now();
    try {
      const environment = await free();
      environment.busy = true;
      const billedFrom = performance.now();
      const { result, error } = await ask(settings, environments, environment, event).finally(() => {
        spent.billedMs += Math.ceil(performance.now() - billedFrom);
        environment.busy = false;
        waiting.shift()?.();
      });
      if (error) throw Object.assign(new Error(error.message), { name: error.name, stack: error.stack });
      return JSON.parse(result ?? 'null');
    } catch (error) {
      spent.failures += 1;
      throw error;
    } finally {
      running -= 1;
      spent.invocations += 1;
      spent.seconds += (performance.now() - started) / 1000;
    }
  };

  return {
    name: settings.name,
    arn: settings.arn,
    workers: settings.workers,
    memory: settings.memory,
    environment: settings.environment,
    invoke,
    running: () => running,
    spent,
    stop: async () => void (await Promise.all([...environments].map(({ worker }) => worker.terminate()))),
  };
};

const ask = (
  { timeoutSeconds, clock }: Settings,
  environments: Set<Environment>,
  environment: Environment,
  event: unknown,
): Promise<ThreadAnswer> =>
  new Promise((settle) => {
    const id = randomUUID();
    const timeout = timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
      environments.delete(environment);
      environment.settle?.({ id, error: { name: 'Sandbox.Timedout', message } });
      void environment.worker.terminate();
    }, timeout);
    environment.settle = (answer) => {
      clearTimeout(timer);
      delete environment.settle;
      settle(answer);
    };
    const request: ThreadRequest = { id, event: JSON.stringify(event), offset: clock.offset(), timeout };
    environment.worker.postMessage(request);
  });

const start = (settings: Settings, environments: Set<Environment>): Environment => {
  const { name, arn, root, handler, memory, clock } = settings;
  const compiled = process.env.NODE_COMPILE_CACHE; // a thread does not look there by itself: it has the function's environment
  const workerData: ThreadData = {
    root,
    handler,
    name,
    arn,
    memory,
    offset: clock.offset(),
    ...(compiled && { compiled }),
  };
  const worker = new Worker(new URL('./function-thread.ts', import.meta.url), {
    workerData,
    env: { ...settings.environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: memory },
    stdout: true,
    stderr: true,
  });
  const environment: Environment = { worker, busy: false };
  const gone = (name: string, message: string) => {
    environments.delete(environment);
    environment.settle?.({ id: '', error: { name, message } });
  };
  for (const stream of [worker.stdout, worker.stderr]) readLines(stream, settings.onLine);
  worker.on('message', (answer: ThreadAnswer) => environment.settle?.(answer));
  worker.on('error', (error: Error) => gone('Runtime.ExitError', error.message));
  worker.on('exit', (code) => gone('Runtime.ExitError', `the process exited with ${code}`));
  environments.add(environment);
  return environment;
};

const readLines = (stream: Readable, onLine: (line: string) => void): void => {
  createInterface({ input: stream }).on('line', onLine);
};
