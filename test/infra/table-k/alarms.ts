import { at, faults, listed, ofType, type Row, targetOf } from './template.ts';

/** Every alarm reaches the topic of whoever is on duty, and says in words what residents miss. */
export const alarms: Row = (template) =>
  ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, alarm]) =>
    faults(id, {
      'does not say what is missed': String(at(alarm, 'Properties.AlarmDescription') ?? '').length <= 30,
      'reaches nobody': !listed(at(alarm, 'Properties.AlarmActions')).some(
        (action) => template.Resources[targetOf(action) ?? '']?.Type === 'AWS::SNS::Topic',
      ),
    }),
  );
