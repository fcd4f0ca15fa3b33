import type { IsoDate } from '#shared/domain/dates.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { gatherResults, plansOf, type Results, type Written } from '../../local/results.ts';
import type { LocalStack } from '../../local/stack.ts';
import { type Before, decisionKey } from './copy-tables.ts';

/** Ended on the way, so that nobody would have been told. */
const TAKEN_BACK = ['CANCELLED', 'EXPIRED'];

export type PreviewOutcome = Pick<Results, 'leftOut'> & {
  readonly plans: readonly Plan[];
  /** Messages as they would go out, in the form of notices.ndjson of a run. What would be taken back says so. */
  readonly notices: readonly Written[];
  readonly decisions: Results['decisions'];
};

/** What was decided on a stack since it was filled, on these days, about one service or all. */
export const outcomeOf = async (
  stack: LocalStack,
  { decided }: Pick<Before, 'decided'>,
  days: readonly IsoDate[],
  isAsked: (service: string) => boolean,
): Promise<PreviewOutcome> => {
  const isOfThese = ({ date }: Plan) => days.includes(date);
  const { written, decisions, leftOut } = await gatherResults(stack, {
    notice: (notice) => !decided.has(decisionKey(notice)),
    plan: isOfThese,
  });
  return {
    notices: written
      .filter(({ service }) => isAsked(service))
      .map((each) => ({ ...each, state: TAKEN_BACK.includes(each.state) ? each.state : PREVIEW })),
    plans: plansOf(stack).filter(isOfThese),
    decisions: decisions.filter(({ service }) => isAsked(service)),
    leftOut: leftOut.filter(({ service }) => isAsked(service)),
  };
};

/** The state of a message that nobody was sent. */
export const PREVIEW = 'PREVIEW';
