import type { CandidatesEvent } from '#events/candidates.ts';
import type { getObject, putObject } from '#shared/aws/objects.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { pack } from '#shared/domain/pack.ts';
import { type Plan, plan } from '#shared/domain/plan.ts';
import type { Runs } from './runs.ts';

const CANDIDATES_PER_MESSAGE = 100;
const MESSAGES_PER_STEP = 10;

/** Plans lie in S3 under their date and content, so that two scans of one date never overwrite each other's. */
export const plans = (objects: {
  readonly get: ReturnType<typeof getObject>;
  readonly put: ReturnType<typeof putObject>;
}) => ({
  put: async (fresh: Plan): Promise<string> => {
    const text = JSON.stringify(fresh);
    const key = `plans/${fresh.date}/${sha256(text).slice(0, 16)}.json`;
    await objects.put(key, text);
    return key;
  },
  get: async (key: string): Promise<Plan> => {
    const bytes = await objects.get(key);
    if (!bytes) throw new Error(`there is no plan under ${key}`);
    return plan.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  },
});
export type Plans = ReturnType<typeof plans>;

/** The messages that a plan makes, always the same for the same plan. */
export const messagesOf = ({ date, candidates }: Plan): CandidatesEvent[] =>
  pack(candidates, CANDIDATES_PER_MESSAGE).map((some) => ({ v: 1, date, candidates: some }));

/**
 * Queues a plan from where it was left. The cursor moves after a step was queued: a step may be queued twice, which decide
 * does not mind, but none is left out.
 */
export const queuePlan = async (
  { advance }: Pick<Runs, 'advance'>,
  send: (messages: readonly CandidatesEvent[]) => Promise<void>,
  whole: Plan,
  date: IsoDate,
  cursor: number,
): Promise<void> => {
  const messages = messagesOf(whole);
  for (let from = cursor; from < messages.length; from += MESSAGES_PER_STEP) {
    const step = messages.slice(from, from + MESSAGES_PER_STEP);
    await send(step);
    if (!(await advance(date, from, from + step.length))) return;
  }
};
