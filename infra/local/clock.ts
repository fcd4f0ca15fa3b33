/** Simulated time: set to an instant, it runs on from there at real speed. Never goes back. */
export const simulatedClock = (start: Date) => {
  let offset = start.getTime() - Date.now();
  const now = () => new Date(Date.now() + offset);
  return {
    now,
    /** Milliseconds that simulated time is ahead of real time (negative: behind). */
    offset: () => offset,
    /** Moves on to an instant. One that has passed already leaves the clock as it is. */
    moveTo: (instant: Date) => {
      offset = Math.max(offset, instant.getTime() - Date.now());
    },
  };
};
export type SimulatedClock = ReturnType<typeof simulatedClock>;
