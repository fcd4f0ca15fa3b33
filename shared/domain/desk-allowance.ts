/** What the desk that residents are sent to can take. */
export type Desk = {
  /** Appointments a day that the desk has for this. */
  readonly slotsPerDay: number;
  /** The share of them that is kept for those who come because of a message, from 0 to 1. */
  readonly bufferShare: number;
  /** The share of those who get a message and come because of it, above 0 and at most 1. */
  readonly expectedUptake: number;
};

/**
 * Messages a day that a desk can take: its slots for them, divided by the share of people who come, rounded down.
 * @throws RangeError when a share is no share, or the number of slots none
 */
export const deskAllowance = ({ slotsPerDay, bufferShare, expectedUptake }: Desk): number => {
  if (!Number.isInteger(slotsPerDay) || slotsPerDay < 0) throw new RangeError('slotsPerDay is a whole number from 0');
  if (!(bufferShare >= 0 && bufferShare <= 1)) throw new RangeError('bufferShare is a share from 0 to 1');
  if (!(expectedUptake > 0 && expectedUptake <= 1))
    throw new RangeError('expectedUptake is a share above 0, at most 1');
  return Math.floor((slotsPerDay * bufferShare) / expectedUptake + ROUNDING);
};

/** 100 × 0.57 is 56.99… in floating point, and must not cost somebody their message. */
const ROUNDING = 1e-9;
