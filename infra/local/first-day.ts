import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { BadArgument } from './arguments.ts';
import type { LocalStack } from './stack.ts';

/**
 * The day to begin on. Simulated time never goes back: on a data directory it goes on where the last run stopped, also when
 * the same command is given again. Any other day in its past is refused.
 */
export const firstDay = (
  { stored, nextDay, clock }: Pick<LocalStack, 'stored' | 'nextDay' | 'clock'>,
  asked: string | undefined,
  otherwise: string,
): { readonly day: string; readonly note?: string } => {
  const known = stored.read();
  const now = clock.now().toISOString();
  const stands = dayOf(now as Instant);
  const next = known ? (nextDay() ?? stands) : (asked ?? otherwise);
  const askedBefore = known?.asked ?? [];
  if (asked !== undefined && known && asked < stands && !askedBefore.includes(asked))
    throw new BadArgument(
      `--on ${asked}: the clock of this data directory stands at ${stands}, and time does not go back`,
    );
  const day = asked !== undefined && asked > next ? asked : next;
  stored.save({ now, asked: [...new Set([...askedBefore, ...(asked === undefined ? [] : [asked])])] });
  const isMoved = known !== undefined && day !== (asked ?? otherwise);
  return { day, ...(isMoved && { note: `going on from ${day}: the clock of the data directory stands at ${stands}` }) };
};
