import { describe, it } from 'vitest';
import { limits } from './limits.ts';

/** Something that answers as AWS does: a fake of the simulation, or a server that runs in this process. */
export type Target<Made> = {
  readonly name: TargetName;
  /** A fresh one, with nothing in it, for each test. */
  readonly make: () => Promise<Made & { readonly stop: () => Promise<void> }>;
};

/** The fakes are named by what they hold, the embedded servers by their own name. */
export type TargetName =
  | 'tables in memory'
  | 'dynalite'
  | 'buckets in memory'
  | 'fauxqs S3'
  | 'gateway S3'
  | 'queues in memory'
  | 'fauxqs SQS'
  | 'simulated providers'
  | 'local providers';

/** What a target is known not to do as AWS does, and in which test this shows. */
export type Limit = {
  readonly target: TargetName;
  readonly suite: string;
  readonly test: string;
  readonly why: string;
  /** It would take minutes of real time, and is skipped instead. */
  readonly isSlow?: boolean;
};

type Test<Made> = { readonly name: string; readonly run: (made: Made) => Promise<void> };
type Define<Made> = (test: (name: string, run: Test<Made>['run']) => void) => void;

/**
 * Runs the very same tests on each target. Where a target has a limit the test must fail on it: so none is left out that would
 * pass, and a limit that is gone is noticed.
 * @param suite the name of the test file
 */
export const contract = <Made>(suite: string, targets: readonly Target<Made>[], define: Define<Made>): void => {
  const tests: Test<Made>[] = [];
  define((name, run) => void tests.push({ name, run }));
  const ours = limits.filter((limit) => limit.suite === suite);
  const stale = ours.find(({ test }) => !tests.some(({ name }) => name === test));
  if (stale) throw new Error(`no test of ${suite} is called: ${stale.test}`);
  for (const { name: target, make } of targets)
    describe(target, () => {
      for (const { name, run } of tests) {
        const limit = ours.find((each) => each.target === target && each.test === name);
        const how = limit?.isSlow ? it.skip : it;
        how(limit ? `CANNOT: ${name} (${limit.why})` : name, async () => {
          const made = await make();
          await (limit ? fails(run(made)) : run(made)).finally(made.stop);
        });
      }
    });
};

/** That it does not go well, by what it finds and not by a mistake in the test. */
const fails = async (run: Promise<void>): Promise<void> => {
  const error: unknown = await run.then(
    () => new TypeError('this goes well by now: the limit can be taken away'),
    (reason) => reason,
  );
  if (error instanceof TypeError || error instanceof ReferenceError) throw error;
};
