import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { nameOf } from './error-name.ts';
import type { log } from './log.ts';

/**
 * A Lambda that works a queue, message by message, and reports the ones that failed so that only they come back.
 * A failure is logged by its name and the message's id: a body or an error text may hold personal data.
 */
export const queueWorker = <S extends z.ZodType>(
  schema: S,
  work: (message: z.output<S>) => Promise<unknown>,
  tell: typeof log,
) =>
  middy<SQSEvent, PromiseSettledResult<unknown>[]>()
    .after((request) => {
      const { event, response } = request;
      const answer: SQSBatchResponse = {
        batchItemFailures: event.Records.filter((_, index) => response?.[index]?.status === 'rejected').map(
          ({ messageId }) => ({ itemIdentifier: messageId }),
        ),
      };
      Object.assign(request, { response: answer });
    })
    .handler(({ Records }) =>
      Promise.allSettled(
        Records.map(async ({ body, messageId }) => {
          try {
            return await work(schema.parse(JSON.parse(body)));
          } catch (error) {
            tell('message-failed', { messageId, error: nameOf(error) });
            throw error;
          }
        }),
      ),
    );
