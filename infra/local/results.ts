import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { entryKeyOf, type Notice, notice } from '#shared/domain/notice.ts';
import { type Plan, plan } from '#shared/domain/plan.ts';
import { type WorkItem, workItem } from '#shared/domain/work-item.ts';
import { type Decision, lastWords } from './last-words.ts';
import type { LocalStack } from './stack.ts';

/** What became of everybody, as it stands in the tables and buckets. */
export type Results = {
  readonly notices: readonly Notice[];
  /** Notices for whoever looks at the outcome: what was written, to whom, and its state. */
  readonly written: readonly Written[];
  readonly decisions: readonly Decision[];
  readonly rejects: string;
  readonly leftOut: readonly { readonly service: string; readonly reason: string }[];
  /** What a person must still do, what is due first coming first. */
  readonly worklist: readonly WorkItem[];
};

export type Written = Readonly<Record<string, unknown>> & {
  readonly noticeId: string;
  readonly state: string;
  readonly service: string;
  readonly channel?: string;
};

const NEVER_WRITTEN = ['SUPPRESSED', 'HANDED_OVER', 'LAPSED'];

/** Which are meant, where not all are. */
type Only = { readonly notice?: (notice: Notice) => boolean; readonly plan?: (plan: Plan) => boolean };

export const gatherResults = async (
  stack: LocalStack,
  { notice: isAsked = () => true, plan: isMeant = () => true }: Only = {},
): Promise<Results> => {
  const items = await allItems(stack);
  const notices = items.flatMap((item) => notice.safeParse(item).data ?? []).filter(isAsked);
  const plans = plansOf(stack).filter(isMeant);
  const rejects = stack.files('intake', 'rejects/').map((key) => stack.file('intake', key).toString('utf8').trimEnd());
  return {
    notices,
    written: notices.filter(({ state }) => !NEVER_WRITTEN.includes(state)).map((each) => writtenOf(stack, each)),
    decisions: lastWords({ notices, plans, logs: stack.allLogs() }),
    rejects: rejects.map((lines) => `${lines}\n`).join(''),
    leftOut: plans.at(-1)?.leftOut ?? [],
    worklist: items
      .filter(({ sk }) => sk === 'work')
      .map((item) => workItem.parse(item))
      .filter(({ state }) => state !== 'done')
      .sort((a, b) => (placeInList(a) < placeInList(b) ? -1 : 1)),
  };
};

/** Every plan that was made, in order of date. */
export const plansOf = (stack: LocalStack): Plan[] =>
  stack
    .files('records', 'plans/')
    .map((key) => plan.parse(JSON.parse(`${stack.file('records', key)}`)))
    .sort((a, b) => (a.date < b.date ? -1 : 1));

const placeInList = ({ due, kind, id }: WorkItem): string => `${due} ${kind} ${id}`;

const allItems = async ({ clients, tables }: LocalStack): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  const pages = paginateScan({ client: clients.documents }, { TableName: tables.notices, ConsistentRead: true });
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
};

/** The copy of the latest try, which says all, and what came of it when; before there is one, what the notice itself knows. */
const writtenOf = (stack: LocalStack, { noticeId, addresseeId, channel, copy, parts, ...notice }: Notice): Written => {
  const { about, service, occasion, stage } = entryKeyOf(noticeId);
  const came = { stage, state: notice.state, at: notice.at, ...(notice.letterId && { letterId: notice.letterId }) };
  const known = { noticeId, addresseeId, residentId: about, subjects: [about], service };
  if (copy !== undefined) return { ...known, ...JSON.parse(`${stack.file('records', copy)}`), ...came };
  const occasions = parts.length > 0 ? parts.map((part) => entryKeyOf(part).occasion) : [occasion];
  return { ...known, occasions, ...(channel && { channel }), ...came };
};
