/** How a channel keeps to what its provider takes a second: so many functions at once, each with so long between two messages. */
export type Lanes = {
  /** Functions that work the queue at once. */
  readonly lanes: number;
  /** Milliseconds between two messages of one of them. */
  readonly spacingMs: number;
  /** Messages that one is given at a time. */
  readonly batchSize: number;
};

/** Lambda works a queue with two functions at once at the least, so no channel can be slower than this. */
const LEAST_LANES = 2;
/** Faster than this the clock of a function is too coarse: a timer is a millisecond or two late. */
const MOST_PER_LANE = 10;
/** The share of the quota that whole messages a second must come to. */
const LEAST_SHARE = 0.97;
/** What a lane does in this time is one batch: between two batches it stands still for a moment. */
const BATCH_SECONDS = 10;

/**
 * Divides a quota over the fewest lanes that use it up. Of messages that are at least 1/n s apart no second holds more than n, so
 * the lanes together never exceed it, whenever each of them began.
 * @param perSecond messages that the provider takes in any one second
 * @throws RangeError when it is no whole number from 2
 */
export const lanesFor = (perSecond: number): Lanes => {
  if (!Number.isInteger(perSecond) || perSecond < LEAST_LANES)
    throw new RangeError(`messages a second are a whole number from ${LEAST_LANES}`);
  let lanes = Math.max(LEAST_LANES, Math.ceil(perSecond / MOST_PER_LANE));
  while (lanes * Math.floor(perSecond / lanes) < LEAST_SHARE * perSecond) lanes += 1;
  const perLane = Math.floor(perSecond / lanes);
  return { lanes, spacingMs: 1000 / perLane, batchSize: perLane * BATCH_SECONDS };
};
