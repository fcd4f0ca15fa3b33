import { expect, test } from 'vitest';
import { killsOf, readAsked } from './arguments.ts';
import { callName } from './call-name.ts';
import { pointsIn } from './points.ts';

const calls = [
  { name: 'scan GetItem run', moment: 1 },
  { name: 'scan PutItem run', moment: 1 },
  { name: 'scan PutItem run', moment: 3 },
  { name: 'scan GetItem run', moment: 3 },
  { name: 'scan PutItem run', moment: 3 },
  { name: 'scan SendMessage candidates', moment: 3 },
];

test('kills at the first and the last write, counted within its moment, and at the first read', () => {
  expect(pointsIn(calls)).toEqual([
    { number: 1, label: 'scan GetItem run', name: 'scan GetItem run', moment: 1, nth: 1 },
    { number: 2, label: 'scan PutItem run, first', name: 'scan PutItem run', moment: 1, nth: 1 },
    { number: 3, label: 'scan PutItem run, last', name: 'scan PutItem run', moment: 3, nth: 2 },
    { number: 4, label: 'scan SendMessage candidates', name: 'scan SendMessage candidates', moment: 3, nth: 1 },
  ]);
});

test.each([
  [[], ['1 before', '1 after', '2 before', '2 after', '3 before', '3 after', '4 before', '4 after']],
  [['--point', '3', '--side', 'after'], ['3 after']],
  [['--point', 'scan PutItem run, last', '--side', 'before'], ['3 before']],
  [
    ['--sample', '3', '--side', 'after'],
    ['1 after', '4 after'],
  ],
])('%j asks for %j', (args, wanted) => {
  const kills = killsOf(pointsIn(calls), readAsked(args));
  expect(kills.map(({ point, side }) => `${point.number} ${side}`)).toEqual(wanted);
});

test.each([
  ['--side', 'both'],
  ['--sample', '0'],
  ['--jobs', 'many'],
  ['--else', '1'],
])('%s %s is refused', (...args) => {
  expect(() => readAsked(args)).toThrow(args[0]);
});

test('a point that is not there is refused', () => {
  expect(() => killsOf(pointsIn(calls), readAsked(['--point', '9']))).toThrow('--point 9');
});

const table = (action: string, name: string) => [
  { action: `dynamodb:${action}`, resource: `arn:aws:dynamodb:e:0:table/Tijdig-${name}1A2B` },
];
test.each([
  [
    'UpdateItem',
    'Notices',
    {
      Key: { pk: { S: 'x' }, sk: { S: 's#o#notice' } },
      UpdateExpression: 'SET #state = :state',
      ExpressionAttributeValues: { ':state': { S: 'SENDING' } },
    },
    'f UpdateItem notice SENDING',
  ],
  [
    'UpdateItem',
    'Notices',
    {
      Key: { pk: { S: 'x' }, sk: { S: 's#o#notice' } },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': 'rungAt' },
    },
    'f UpdateItem notice rungAt',
  ],
  [
    'UpdateItem',
    'Notices',
    {
      Key: { pk: { S: 'batch#2026-11-24' }, sk: { S: 'batch' } },
      UpdateExpression: 'SET #state = :closed',
      ExpressionAttributeValues: { ':closing': { S: 'CLOSING' }, ':closed': { S: 'CLOSED' } },
    },
    'f UpdateItem batch CLOSED',
  ],
  ['PutItem', 'Notices', { Item: { pk: { S: 'batch#2026-11-24' }, sk: { S: 'member#1' } } }, 'f PutItem batch member'],
  ['PutItem', 'Notices', { Item: { pk: { S: 'run#open' }, sk: { S: '2026-11-24' } } }, 'f PutItem run list'],
  ['PutItem', 'Notices', { Item: { pk: { S: 'delivery#now' }, current: { S: 'none' } } }, 'f PutItem delivery freed'],
  ['GetItem', 'Agenda', { Key: { addresseeId: { S: 'x' } } }, 'f GetItem agenda'],
] as const)('%s of %s is called by what it does', (action, name, body, wanted) => {
  expect(callName('f', table(action, name), JSON.stringify(body))).toBe(wanted);
});
