import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';
import {
  type Approval,
  type ApprovalStage,
  type Asked,
  approval,
  approved,
  noApproval,
  type Refusal,
  stageOf,
  type Version,
  withSeat,
} from '#shared/domain/approval.ts';
import type { Instant } from '#shared/domain/dates.ts';

const keyOf = (service: string, hash: string) => ({ pk: `approval#${service}`, sk: hash });

/** What an approval came to: what the version may do from now on, or why it was not taken. */
export type Approved = { readonly stage: ApprovalStage } | { readonly refused: Refusal };

/** More than write at once: reconcile settles sixteen messages together. */
const TRIES = 40;

/** One item for each version of a service that a person looked at. It is kept for good: going back to a version finds its trial as it was. */
export const approvals = (documents: DynamoDBDocumentClient, TableName: string) => {
  /** As it is now (consistent read); where nobody approved yet, one that says so. */
  const get = async (service: string, hash: string): Promise<Approval> => {
    const Key = keyOf(service, hash);
    const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item ? approval.parse(Item) : noApproval(service, hash);
  };
  /** Writes the approval after what was read; false when somebody else wrote in between. */
  const replace = (next: Approval): Promise<boolean> =>
    held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { ...keyOf(next.service, next.hash), ...next, v: next.v + 1 },
          ConditionExpression: next.v === 0 ? 'attribute_not_exists(pk)' : 'v = :v',
          ...(next.v > 0 && { ExpressionAttributeValues: { ':v': next.v } }),
        }),
      ),
    );
  /** Changes it by what it is now, again when somebody else wrote in between. What is to be refused is not written. */
  const change = async <No>(
    service: string,
    hash: string,
    by: (known: Approval) => Approval | { readonly no: No },
  ): Promise<Approval | { readonly no: No }> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const known = await get(service, hash);
      const next = by(known);
      if ('no' in next || next === known || (await replace(next))) return next;
    }
    throw new Error('an approval kept changing while it was written');
  };

  return {
    get,
    replace,

    /**
     * Approves a version of a service: the first time for its trial, the second time, by another person, for everybody.
     * @param version the one that is deployed, and its author; undefined when the service is not on
     */
    approve: async (asked: Asked, version: Version | undefined): Promise<Approved> => {
      const result = await change(asked.service, asked.hash, (known) => {
        const next = approved(known, asked, version);
        return typeof next === 'string' ? { no: next } : next;
      });
      return 'no' in result ? { refused: result.no } : { stage: stageOf(result) };
    },

    /** Notes that the approval was withdrawn, for good; for `withdrawApproval`, which halts the version first. */
    withdraw: async ({ service, hash, by, at }: Asked): Promise<void> => {
      await change(service, hash, (known) => (known.withdrawn ? known : { ...known, withdrawn: { by, at } }));
    },

    /** Takes one of `most` seats of a trial for a notice, or keeps the one that it has. False when there is none. */
    takeSeat: async (service: string, hash: string, noticeId: string, at: Instant, most: number): Promise<boolean> => {
      const result = await change(service, hash, (known) => {
        const stage = stageOf(known);
        if (stage !== 'trial') return stage === 'open' ? known : { no: true };
        return withSeat(known, noticeId, at, most) ?? { no: true };
      });
      return !('no' in result);
    },

    /** Notes of a notice that left that it did, in whatever stage: for tables that were restored and forgot it. */
    rememberSeat: async (service: string, hash: string, noticeId: string, at: Instant, most: number): Promise<void> => {
      await change(service, hash, (known) =>
        stageOf(known) === 'open' ? { no: true } : (withSeat(known, noticeId, at, most) ?? { no: true }),
      );
    },
  };
};
export type Approvals = ReturnType<typeof approvals>;
