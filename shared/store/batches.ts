import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { held, queryAll } from '#shared/aws/documents.ts';
import { envelope } from '#shared/domain/letter-kind.ts';

/** One print batch, named after the working day on which it closes. */
export const batch = z.object({
  batch: z.string(),
  state: z.enum(['OPEN', 'CLOSING', 'CLOSED']),
  /** SHA-256 of the chosen manifest, once CLOSED: choosing it is the moment of sending. */
  manifest: z.string().optional(),
});
export type Batch = z.infer<typeof batch>;

/** A letter that was put for a batch. Whether it goes along is for the notice to say. */
export const batchMember = z.object({
  noticeId: z.string(),
  letterId: z.string(),
  key: z.string(),
  sha: z.string(),
  pages: z.number().int(),
  /** Members from before there were others went behind a window. */
  envelope: envelope.default('window'),
});
export type BatchMember = z.infer<typeof batchMember>;

const OPEN = 'batch#open';
const keyOf = (id: string) => ({ pk: `batch#${id}`, sk: 'batch' });
const MEMBER = 'member#';

export const batches = (documents: DynamoDBDocumentClient, TableName: string) => ({
  get: async (id: string): Promise<Batch | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }));
    return Item && batch.parse(Item);
  },

  /** Opens a batch if there is none of that name; it is listed as unfinished first. */
  open: async (id: string, ttl: number): Promise<void> => {
    await documents.send(new PutCommand({ TableName, Item: { pk: OPEN, sk: id } }));
    await held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { ...keyOf(id), batch: id, state: 'OPEN', ttl },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  },

  unfinished: async (): Promise<string[]> => {
    const items = await queryAll(documents, {
      TableName,
      KeyConditionExpression: 'pk = :open',
      ExpressionAttributeValues: { ':open': OPEN },
      ConsistentRead: true,
    });
    return items.map(({ sk }) => sk as string);
  },

  finish: async (id: string): Promise<void> => {
    await documents.send(new DeleteCommand({ TableName, Key: { pk: OPEN, sk: id } }));
  },

  /** From now on no letter joins. False when it was not open. */
  startClosing: (id: string): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(id),
          UpdateExpression: 'SET #state = :closing',
          ConditionExpression: '#state = :open',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':closing': 'CLOSING', ':open': 'OPEN' },
        }),
      ),
    ),

  /** Chooses the manifest. False when one was chosen before: that one counts. */
  choose: (id: string, manifest: string): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(id),
          UpdateExpression: 'SET #state = :closed, manifest = :manifest',
          ConditionExpression: '#state = :closing',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':closed': 'CLOSED', ':closing': 'CLOSING', ':manifest': manifest },
        }),
      ),
    ),

  /**
   * Closes a batch with a manifest that the print house was given already, whatever restored tables say of it, so that it never
   * closes with other letters. One that is CLOSED stays as it is.
   */
  closeAs: (id: string, manifest: string, ttl: number): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(id),
          UpdateExpression:
            'SET #batch = :id, #state = :closed, manifest = :manifest, #ttl = if_not_exists(#ttl, :ttl)',
          ConditionExpression: 'attribute_not_exists(pk) OR #state <> :closed',
          ExpressionAttributeNames: { '#batch': 'batch', '#state': 'state', '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':id': id, ':closed': 'CLOSED', ':manifest': manifest, ':ttl': ttl },
        }),
      ),
    ),

  /** Puts a member; the same letter again is the same member. */
  join: async (id: string, member: BatchMember, ttl: number): Promise<void> => {
    const Item = { pk: `batch#${id}`, sk: `${MEMBER}${member.letterId}`, ...member, ttl };
    await documents.send(new PutCommand({ TableName, Item }));
  },

  /** One member (consistent read); undefined when no such letter was ever put for the batch. */
  member: async (id: string, letterId: string): Promise<BatchMember | undefined> => {
    const Key = { pk: `batch#${id}`, sk: `${MEMBER}${letterId}` };
    const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && batchMember.parse(Item);
  },

  members: async (id: string): Promise<BatchMember[]> => {
    const items = await queryAll(documents, {
      TableName,
      KeyConditionExpression: 'pk = :batch AND begins_with(sk, :member)',
      ExpressionAttributeValues: { ':batch': `batch#${id}`, ':member': MEMBER },
      ConsistentRead: true,
    });
    return items.map((item) => batchMember.parse(item));
  },
});
export type Batches = ReturnType<typeof batches>;
