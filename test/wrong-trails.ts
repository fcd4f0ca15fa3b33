import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { replay } from '#shared/domain/trail.ts';
import type { Stored } from '#shared/store/notices.ts';
import type { EmbeddedTables } from './embedded-tables.ts';

/** What is wrong with the trail of a notice or ref: nothing, when it replays to the state, decision and try that stand there. */
export const wrongWith = (stored: Stored): string[] => {
  const end = replay(stored.trail);
  const attempt = stored.state === 'REF' ? 0 : stored.attempt;
  if (!('wrong' in end) && end.attempt !== attempt) return [`${stored.noticeId} is try ${attempt}, not ${end.attempt}`];
  return wrongButForTry(stored);
};

const wrongButForTry = ({ noticeId, state, decidedOn, trail }: Stored): string[] => {
  const end = replay(trail);
  if ('wrong' in end) return [`${noticeId}: ${end.wrong}`];
  const isRight = end.state === state && end.decidedOn === decidedOn;
  return isRight
    ? []
    : [`${noticeId} is ${state} of ${decidedOn}, and its trail ends ${end.state} of ${end.decidedOn}`];
};

/** The same of everything that tests left in their tables, but for the try: they begin with notices under way that had none. */
export const wrongTrails = async ({ documents }: Pick<EmbeddedTables, 'documents'>): Promise<string[]> => {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: 'Notices', ConsistentRead: true }));
  const stored = Items.filter(({ noticeId, decidedOn }) => noticeId && decidedOn !== undefined) as Stored[];
  return stored.flatMap(wrongButForTry);
};
