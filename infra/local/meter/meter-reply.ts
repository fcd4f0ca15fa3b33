import type { ServerResponse } from 'node:http';
import { DescribeTableCommand, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { WireRequest } from '../calls-of.ts';
import { askCapacity, takeCapacity } from './ask-capacity.ts';
import { dynamoUnits } from './dynamo-units.ts';
import type { Item } from './item-size.ts';
import type { Meter } from './meter.ts';
import { unitsOf } from './units-of.ts';

export type ItemAt = (table: string, named: Item) => Promise<Item>;

/** Adds what a request is billed once its reply is there. */
export const meterReply = (meter: Meter, caller: string, request: WireRequest, response: ServerResponse): void =>
  onEnd(response, async (body) => {
    meter.add(caller, unitsOf(request, { status: response.statusCode, body }));
    return undefined;
  });

/**
 * The same for DynamoDB, which is asked how much it consumed; nothing of that is left in the reply.
 * @returns the body of the request that DynamoDB is to be given
 */
export const meterDynamo = (
  { meter, itemAt }: { readonly meter: Meter; readonly itemAt: ItemAt },
  caller: string,
  request: WireRequest,
  response: ServerResponse,
): Buffer => {
  const { body: asking, wasAsked } = askCapacity(request.body);
  onEnd(response, async (body) => {
    const { answer, capacity, text, headers } = takeCapacity(body, wasAsked);
    const status = response.statusCode;
    const stood = isFailedCondition(answer) ? await whatStood(request, itemAt) : undefined;
    meter.add(caller, dynamoUnits(request, { status, answer, capacity, stood }));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return text;
  });
  return asking;
};

/** The item under the key that `named` holds, read by the local stack for itself; an empty one when there is none. */
export const itemAt = (dynamo: DynamoDBClient): ItemAt => {
  const keys = new Map<string, string[]>();
  const keysOf = async (TableName: string): Promise<string[]> => {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    const names = (Table?.KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
    keys.set(TableName, names);
    return names;
  };
  return async (TableName, named) => {
    const names = keys.get(TableName) ?? (await keysOf(TableName));
    const Key = Object.fromEntries(names.map((name) => [name, named[name] as never]));
    return ((await dynamo.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item ?? {}) as never;
  };
};

const isFailedCondition = (answer: object): boolean =>
  String((answer as { __type?: string }).__type).endsWith('ConditionalCheckFailedException');

/** dynalite's errors say nothing of the item, so it is looked at again. */
const whatStood = ({ body }: WireRequest, itemAt: ItemAt): Promise<Item> => {
  const { TableName, Key, Item } = JSON.parse(body.toString()) as { TableName: string; Key?: Item; Item?: Item };
  return itemAt(TableName, Key ?? Item ?? {});
};

/** Lets a reply wait until something is done with its body, which may put another in its place. */
const onEnd = (response: ServerResponse, act: (body: string) => Promise<string | undefined>): void => {
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.end = ((...args: unknown[]) => {
    const [body = ''] = args;
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? `${body}` : '';
    act(text).then(
      (other) => end(...(other === undefined ? args : [other])),
      (error) => response.destroy(error as Error),
    );
    return response;
  }) as typeof response.end;
};
