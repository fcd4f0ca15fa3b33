import * as z from 'zod';
import { checkPattern } from '../event-pattern.ts';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

const properties = z.looseObject({
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z
      .strictObject({ Id: z.string(), Arn: z.string(), DeadLetterConfig: z.unknown(), RetryPolicy: z.unknown() })
      .partial({
        DeadLetterConfig: true,
        RetryPolicy: true,
      }),
  ),
});

/** A rule on the default event bus, whose targets are queues. */
export const rule: Kind = {
  type: 'AWS::Events::Rule',
  identify: ({ physical }, _, place) => ({
    ref: physical,
    attributes: { Arn: arnOf(place, 'events', `rule/${physical}`) },
  }),
  bringUp: ({ name, properties: given }, { rules, queues }) => {
    const { EventPattern, State, Targets } = properties.parse(given);
    checkPattern(EventPattern);
    const targets = Targets.map(({ Arn }) => Arn);
    const unknown = targets.find((target) => !queues.some(({ arn }) => arn === target));
    if (unknown) throw new Error(`${name}: ${unknown} is no queue of this app`);
    if (State === 'ENABLED') rules.push({ name, pattern: EventPattern, targets });
  },
};
