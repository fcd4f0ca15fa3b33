const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** Nine digits that pass the eleven-test and are not all zero (Wabb; Logisch Ontwerp BRP 01.01.20). */
export const isBsn = (value: string): boolean =>
  /^\d{9}$/.test(value) &&
  value !== '000000000' &&
  WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(value[index]), 0) % 11 === 0;
