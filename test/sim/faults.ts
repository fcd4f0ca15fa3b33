import type { Random } from '#infra/local/invented/random.ts';
import type { FunctionName } from './deployment.ts';

/** Everything that can go wrong in the simulated world. A call is given at most one of the first group. */
export const faultKinds = [
  // at a call of a function to the outside
  'kill-before',
  'kill-after',
  'reply-lost',
  'repeated-by-sdk',
  'throttled',
  'slow',
  'part-not-taken',
  // at a queue
  'message-repeated',
  'message-delayed',
  'delete-lost',
  'queue-stands-still',
  // at a provider
  'send-not-now',
  'send-in-doubt',
  'send-refused',
  'account-paused',
  'event-lost',
  'event-repeated',
  'event-late',
  'event-early',
  'bounced',
  'complained',
  'letter-returned',
  'letter-refused',
  // with clocks and schedules
  'clock-skewed',
  'schedule-doubled',
  'schedule-skipped',
  // in the world
  'stopped',
  'died',
  'moved',
  'channel-changed',
  'document-corrected',
  'delivery-repeated',
  'register-wrong',
  'delivery-late',
  'deployed',
  'halted',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** How often each kind strikes where it can, in the most faulty of seeds. */
const RATES: Readonly<Record<FaultKind, number>> = {
  'kill-before': 0.0034,
  'kill-after': 0.0034,
  'reply-lost': 0.003,
  'repeated-by-sdk': 0.003,
  throttled: 0.0026,
  slow: 0.0026,
  'part-not-taken': 0.12,
  'message-repeated': 0.026,
  'message-delayed': 0.03,
  'delete-lost': 0.022,
  'queue-stands-still': 0.3,
  'send-not-now': 0.22,
  'send-in-doubt': 0.27,
  'send-refused': 0.33,
  'account-paused': 0.4,
  'event-lost': 0.13,
  'event-repeated': 0.14,
  'event-late': 0.2,
  'event-early': 0.3,
  bounced: 0.46,
  complained: 1,
  'letter-returned': 0.7,
  'letter-refused': 0.44,
  'clock-skewed': 0.02,
  'schedule-doubled': 0.03,
  'schedule-skipped': 0.03,
  stopped: 0.045,
  died: 0.03,
  moved: 0.04,
  'channel-changed': 0.03,
  'document-corrected': 0.05,
  'delivery-repeated': 0.2,
  'register-wrong': 0.26,
  'delivery-late': 0.2,
  deployed: 0.26,
  halted: 0.26,
};

/** The share of kinds that a seed leaves out, so that one defence cannot hide that another is missing. */
const SHARE_OFF = 0.25;
/** The share of seeds in which one function has much more to bear than the others, and how much more. */
const FOCUS_SHARE = 0.5;
const FOCUS_FACTOR = 6;
/** No kind strikes each time that it could: what is tried again must come through some time. */
const MOST = 0.6;

/**
 * Rates as they may be in the field: so many faults at a call (a kill, a lost answer, a throttle, a quarter each), and beside
 * them calls that take long, messages handed out twice and events that never come. RELIABILITY.md, 3.4 measured with the same.
 */
const fieldRates = (perCall: number): Partial<Record<FaultKind, number>> => ({
  'kill-before': perCall / 4,
  'kill-after': perCall / 4,
  'reply-lost': perCall / 4,
  throttled: perCall / 4,
  'send-in-doubt': perCall / 4,
  'send-not-now': perCall / 4,
  slow: 0.01,
  'message-repeated': 0.05,
  'event-lost': 0.05,
});

/** Where much is at stake. */
const FOCUSES: readonly FunctionName[] = [
  ...(['intake', 'load', 'evaluate', 'scan', 'decide', 'email', 'sms'] as const),
  ...(['letter', 'letter', 'close-batch', 'close-batch', 'record', 'sweep', 'print-report'] as const),
];

export type Severity = {
  /** What the rates of the most faulty seeds are multiplied by; 1 unless given. */
  readonly scale?: number;
  /** Instead of these: rates as in the field, with so many faults at a call. */
  readonly perCall?: number;
};

/** The faults of one seed. */
export const faultsOf = (random: Random, { scale = 1, perCall }: Severity = {}) => {
  const isOn = new Map(faultKinds.map((kind) => [kind, perCall !== undefined || !random.chance(SHARE_OFF)]));
  const field = perCall === undefined ? undefined : fieldRates(perCall);
  const rateOf = (kind: FaultKind): number => (field ? (field[kind] ?? 0) : RATES[kind] * scale);
  const focus = perCall === undefined && random.chance(FOCUS_SHARE) ? random.pick(FOCUSES) : undefined;
  const counts = new Map<FaultKind, number>();
  let quiet = false;
  const count = (kind: FaultKind): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const isFocus = (where: string | undefined): boolean => where !== undefined && where === focus;
  /** @param where the function that it would strike, if it is one's */
  const strikes = (kind: FaultKind, where?: string): boolean => {
    if (quiet || !isOn.get(kind)) return false;
    const rate = isFocus(where) ? Math.min(rateOf(kind) * FOCUS_FACTOR, MOST) : rateOf(kind);
    if (!random.chance(rate)) return false;
    count(kind);
    return true;
  };
  return {
    strikes,
    isFocus,
    /** The first of these that strikes; one draw each, so at most one. */
    firstOf: <Kind extends FaultKind>(kinds: readonly Kind[], where?: string): Kind | undefined =>
      kinds.find((kind) => strikes(kind, where)),
    start: (): void => {
      quiet = false;
    },
    /** From here on nothing goes wrong any more: all must come to rest. */
    stop: (): void => {
      quiet = true;
    },
    isQuiet: () => quiet,
    counts,
  };
};
export type Faults = ReturnType<typeof faultsOf>;
