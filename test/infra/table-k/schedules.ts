import { at, faults, ofType, type Row, targetOf } from './template.ts';

/** Every schedule: by the clock of the Netherlands, never in the hour that is missing or doubled, and kept when it failed. */
export const schedules: Row = (template) => [
  ...ofType(template, 'AWS::Scheduler::Schedule').flatMap(([id, schedule]) =>
    faults(id, {
      'does not go by the clock of the Netherlands':
        at(schedule, 'Properties.ScheduleExpressionTimezone') !== 'Europe/Amsterdam',
      'is meant for the hour that is missing once a year': isOnlyAtTwo(
        String(at(schedule, 'Properties.ScheduleExpression')),
      ),
      'is forgotten when it could not start':
        template.Resources[targetOf(at(schedule, 'Properties.Target.DeadLetterConfig.Arn')) ?? '']?.Type !==
        'AWS::SQS::Queue',
    }),
  ),
  ...ofType(template, 'AWS::Events::Rule').flatMap(([id, rule]) =>
    faults(id, { 'is a schedule without a time zone': at(rule, 'Properties.ScheduleExpression') !== undefined }),
  ),
];

/**
 * Whether a day without the hour after two would miss it: the hour names 2, by itself, in a list or in a range. What runs every
 * hour (`*`) runs at three in its place.
 */
const isOnlyAtTwo = (expression: string): boolean => {
  const [, , hours = ''] = /^cron\((\S+) (\S+) /.exec(expression) ?? [];
  if (hours === '') return true; // `at(…)` and `rate(…)` know no hour
  return hours.split(',').some((part) => {
    const [from, to] = part.split('-').map(Number) as [number, number?];
    return from === 2 || (to !== undefined && from <= 2 && 2 <= to) || /^\d+\/\d+$/.test(part);
  });
};
