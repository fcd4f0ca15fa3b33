import { expect, test } from 'vitest';
import { checkPattern, fits } from '#infra/local/event-pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'intake' }, object: { key: 'deliveries/a.csv' } },
};

test.each([
  [{ source: ['aws.s3'] }, true],
  [{ source: ['aws.ec2', 'aws.s3'], 'detail-type': ['Object Created'] }, true],
  [{ detail: { bucket: { name: ['intake'] }, object: { key: [{ prefix: 'deliveries/' }] } } }, true],
  [{ detail: { object: { key: [{ prefix: 'chunks/' }] } } }, false],
  [{ source: ['aws.s3'], detail: { bucket: { name: ['letters'] } } }, false],
  [{ account: ['000000000000'] }, false],
])('%j', (pattern, expected) => {
  expect(fits(pattern, event)).toBe(expected);
});

test('a pattern that is not understood is refused', () => {
  expect(() => checkPattern({ detail: { object: { size: [{ numeric: ['>', 0] }] } } })).toThrow('numeric');
});
