import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

const properties = z.looseObject({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.looseObject({ Arn: z.string(), RoleArn: z.string(), Input: z.string().default('{}') }),
});

/** A schedule of EventBridge Scheduler. When it fires is for whoever drives the clock. */
export const schedule: Kind = {
  type: 'AWS::Scheduler::Schedule',
  identify: ({ physical }, _, place) => ({
    ref: physical,
    attributes: { Arn: arnOf(place, 'scheduler', `schedule/default/${physical}`) },
  }),
  bringUp: ({ name, attributes, properties: given }, { schedules, roleOf }) => {
    const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = properties.parse(given);
    if (State === 'DISABLED') return;
    roleOf.set(`schedule ${name}`, Target.RoleArn.split('/').at(-1) as string);
    schedules.push({
      name,
      arn: attributes.Arn as string,
      expression: ScheduleExpression,
      timeZone: ScheduleExpressionTimezone,
      target: { arn: Target.Arn, input: Target.Input },
    });
  },
};
