import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from './call-record.ts';
import { deliveredUnits } from './meter/sqs-units.ts';
import { putOnQueue } from './put-on-queue.ts';
import type { ScheduleUp, World } from './world.ts';

const TRIES = 3; // Lambda tries an asynchronous invocation again twice
const BETWEEN_MS = 500;

/**
 * Fires a schedule for the moment it was meant for, and answers what its function answered.
 * @throws what the function threw, when it did so three times.
 */
export const fire = async (
  { name, target: { arn, input } }: ScheduleUp,
  at: Date,
  { functions, fauxqs, meter }: World,
  record: CallRecord,
): Promise<unknown> => {
  const text = input.replaceAll('<aws.scheduler.scheduled-time>', at.toISOString().replace(/\.\d+/, ''));
  const unknown = /<aws\.scheduler\.[^>]+>/.exec(text)?.[0];
  if (unknown) throw new Error(`${name}: ${unknown} is not known here`);
  const target = functions.find((each) => each.arn === arn);
  const action = target ? 'lambda:InvokeFunction' : 'sqs:SendMessage';
  record.add(`schedule ${name}`, { action, resource: arn });
  meter.add(`schedule ${name}`, [{ units: { schedulerFirings: 1 } }, ...(target ? [] : deliveredUnits(text))]);
  if (!target) return putOnQueue(fauxqs, arn, text);
  for (let tried = 1; ; tried += 1)
    try {
      return await target.invoke(JSON.parse(text));
    } catch (error) {
      if (tried === TRIES) throw error;
      await sleep(BETWEEN_MS);
    }
};
