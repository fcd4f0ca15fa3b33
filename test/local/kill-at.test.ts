import { expect, test } from 'vitest';
import { killAt } from '#infra/local/kill-at.ts';

const update = (table: string) => [{ action: 'dynamodb:UpdateItem', resource: `arn:aws:dynamodb:x:y:table/${table}` }];

test('kills at the matching call, and only there', () => {
  const kill = killAt('decide:dynamodb:UpdateItem:Agenda:after');
  expect(kill('scan', update('Agenda'), '')).toBeUndefined();
  expect(kill('decide', update('Notices'), '')).toBeUndefined();
  expect(kill('decide', update('Agenda'), '')).toBe('after');
  expect(kill('decide', update('Agenda'), '')).toBeUndefined();
});

test('counts the calls that match, by what their body holds as well', () => {
  const kill = killAt('dispatch-email:dynamodb:UpdateItem:SENDING:2:before');
  const body = '{":state":{"S":"SENDING"}}';
  expect(kill('dispatch-email', update('Notices'), body)).toBeUndefined();
  expect(kill('dispatch-email', update('Notices'), '{":state":{"S":"SENT"}}')).toBeUndefined();
  expect(kill('dispatch-email', update('Notices'), body)).toBe('before');
});

test.each(['decide', 'decide:dynamodb:UpdateItem', 'decide:dynamodb:UpdateItem:1', ':dynamodb:UpdateItem:after'])(
  '%s is refused',
  (text) => {
    expect(() => killAt(text)).toThrow('<function>:<service>:<Action>');
  },
);
