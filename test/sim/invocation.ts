import type { Random } from '#infra/local/invented/random.ts';
import type { log } from '#shared/aws/log.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { type Command, outsideOf, type ServiceName } from '#test/fakes/outside.ts';
import type { Faults } from './faults.ts';
import type { Timeline } from './timeline.ts';

/** One run of a function: it lives until it answers, throws, is killed, or its time is over. */
export type Invocation = {
  readonly id: number;
  readonly name: string;
  readonly startedAt: number;
  /** Milliseconds that its clock is ahead. */
  readonly skew: number;
  dead: boolean;
  /** The last call that it began, to tell what comes right after what. */
  lastCall: string;
};

/** What answers a call: at once, as of the moment it arrives. Throws what the service would. */
export type Effect = (invocation: Invocation, service: ServiceName, command: Command) => object;

export type Machine = {
  readonly nextId: () => number;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  readonly effect: Effect;
  /** What a provider makes of a call: a kind of its own, since its clients never repeat. */
  readonly send: (invocation: Invocation, service: ServiceName, command: Command) => Promise<object>;
  readonly onCall: (invocation: Invocation, label: string, command: Command) => void;
  /** Told when a call goes wrong, or takes long: the worst of moments for something else to happen. */
  readonly onTrouble: (invocation: Invocation) => void;
  readonly onThrown: (error: unknown) => void;
  readonly log: (invocation: Invocation, ...line: Parameters<typeof log>) => void;
};

const SECOND = 1000;
const SKEW = 20 * SECOND;
const LATENCY = { least: 2, most: 120 };
const SLOW = { least: 15 * SECOND, most: 50 * SECOND };

/** Runs a handler with everything it reaches outside under fault, and says how it ended. A death is told at once. */
export const invoke = (
  machine: Machine,
  name: string,
  timeoutSeconds: number,
  handle: (outside: Outside) => Promise<unknown>,
  ended: (how: { readonly answer: unknown } | { readonly threw: true } | { readonly died: true }) => void,
): void => {
  const { timeline, faults, random } = machine;
  const skew = faults.strikes('clock-skewed') ? random.between(-SKEW, SKEW) : 0;
  const invocation: Invocation = {
    id: machine.nextId(),
    name,
    startedAt: timeline.now(),
    skew,
    dead: false,
    lastCall: '',
  };
  let isOver = false;
  const end = (how: Parameters<typeof ended>[0]): void => {
    if (isOver) return;
    isOver = true;
    invocation.dead = true;
    ended(how);
  };
  const die = (): unknown => (isOver ? 'idle' : end({ died: true }));
  timeline.after(timeoutSeconds * SECOND, die);
  const outside = outsideOf((service, command) => call(machine, invocation, die, service, command), {
    now: () => timeline.instant(skew),
    wait: (milliseconds) =>
      new Promise((over) => timeline.after(milliseconds, () => (invocation.dead ? 'idle' : over()))),
    log: (...line) => {
      if (!invocation.dead) machine.log(invocation, ...line);
    },
  });
  handle(outside).then(
    (answer) => end({ answer }),
    (error) => {
      if (!invocation.dead) machine.onThrown(error);
      end({ threw: true });
    },
  );
};

/** A call that never comes back, because who made it is gone. */
const never = <T>(): Promise<T> => new Promise(() => {});

const call = (
  machine: Machine,
  invocation: Invocation,
  die: () => unknown,
  service: ServiceName,
  command: Command,
): Promise<object> => {
  if (invocation.dead) return never();
  const label = `${service}:${command.constructor.name.replace(/Command$/, '')}`;
  invocation.lastCall = label;
  machine.onCall(invocation, label, command);
  if (service === 'ses' || service === 'sms') return provided(machine, invocation, die, service, command);
  return new Promise((resolve, reject) => attempt(machine, invocation, die, service, command, { resolve, reject }, 1));
};

type Settle = { readonly resolve: (answer: object) => void; readonly reject: (error: unknown) => void };

/** The SDK tries a call to a store or queue three times by itself. */
const TRIES = 3;

const AT_CALLS = ['kill-before', 'kill-after', 'reply-lost', 'repeated-by-sdk', 'throttled', 'slow'] as const;

const attempt = (
  machine: Machine,
  invocation: Invocation,
  die: () => unknown,
  service: ServiceName,
  command: Command,
  settle: Settle,
  tries: number,
): void => {
  const { timeline, faults, random, effect } = machine;
  const fault = faults.firstOf(AT_CALLS, invocation.name);
  if (fault) machine.onTrouble(invocation);
  const wait = fault === 'slow' ? SLOW : LATENCY;
  const isOnTheWire = random.chance(0.5);
  const again = (): void => attempt(machine, invocation, die, service, command, settle, tries + 1);
  const run = (): object | undefined => {
    try {
      return effect(invocation, service, command);
    } catch (error) {
      settle.reject(error);
      return undefined;
    }
  };
  timeline.after(random.between(wait.least, wait.most), () => {
    // Whoever asked is gone: the request may have been on its way, and is done all the same.
    if (invocation.dead) return void (isOnTheWire && quietly(() => effect(invocation, service, command)));
    if (fault === 'kill-before') return die();
    if (fault === 'throttled')
      return tries < TRIES && random.chance(0.7) ? again() : settle.reject(failure('ThrottlingException', 400));
    if (fault === 'repeated-by-sdk') {
      quietly(() => effect(invocation, service, command));
      return again();
    }
    const answer = run();
    if (fault === 'kill-after') return die();
    if (fault === 'reply-lost') return settle.reject(failure('TimeoutError'));
    return answer && settle.resolve(answer);
  });
};

const provided = (
  { timeline, faults, random, send }: Machine,
  invocation: Invocation,
  die: () => unknown,
  service: ServiceName,
  command: Command,
): Promise<object> => {
  const fault = faults.firstOf(['kill-before', 'kill-after'], invocation.name);
  return new Promise((resolve, reject) => {
    timeline.after(random.between(LATENCY.least, LATENCY.most), () => {
      if (fault === 'kill-before' || invocation.dead) return die();
      const answered = send(invocation, service, command);
      if (fault === 'kill-after') {
        answered.catch(() => {});
        return die();
      }
      return void answered.then(resolve, reject);
    });
  });
};

const quietly = (act: () => unknown): void => {
  try {
    act();
  } catch {
    // what it would have been told, it is not there to hear
  }
};

/** An error as the SDK throws it. */
export const failure = (name: string, httpStatusCode?: number, more: object = {}): Error =>
  Object.assign(new Error(name), {
    name,
    $metadata: { ...(httpStatusCode !== undefined && { httpStatusCode }) },
    ...more,
  });
