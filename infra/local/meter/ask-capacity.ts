import { crc32 } from 'node:zlib';

type Json = Record<string, unknown>;
type Consumed = { readonly CapacityUnits: number };

/** The request with the question how much it consumed, and whether that was asked already. */
export const askCapacity = (body: Buffer): { readonly body: Buffer; readonly wasAsked: boolean } => {
  const asked = JSON.parse(body.toString()) as Json;
  if (asked.ReturnConsumedCapacity !== undefined && asked.ReturnConsumedCapacity !== 'NONE')
    return { body, wasAsked: true };
  return { body: Buffer.from(JSON.stringify({ ...asked, ReturnConsumedCapacity: 'TOTAL' })), wasAsked: false };
};

/** The consumed capacity of an answer, and the answer as it would have been without the question. */
export const takeCapacity = (text: string, wasAsked: boolean) => {
  const { ConsumedCapacity, ...answer } = (text === '' ? {} : JSON.parse(text)) as Json;
  const all = (ConsumedCapacity === undefined ? [] : [ConsumedCapacity].flat()) as Consumed[];
  const left = wasAsked || all.length === 0 ? text : JSON.stringify(answer);
  return {
    answer,
    capacity: all.length === 0 ? undefined : all.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0),
    text: left,
    headers: { 'content-length': Buffer.byteLength(left), 'x-amz-crc32': crc32(left) },
  };
};
