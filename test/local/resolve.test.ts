import { describe, expect, test } from 'vitest';
import { resolverFor } from '#infra/local/resolve.ts';

const stack = {
  name: 'Pipeline',
  assets: new Map(),
  Resources: {},
  Outputs: {},
  Parameters: { Version: { Default: '6' } },
  Conditions: {
    IsLocal: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] },
    Never: { 'Fn::Equals': ['a', 'b'] },
  },
};
const resolve = resolverFor({
  stack,
  place: { account: '000000000000', region: 'eu-central-1', endpoint: 'http://here' },
  identityOf: (_, id) => {
    if (id !== 'Table') throw new Error(`there is no ${id}`);
    return { ref: 'the-table', attributes: { Arn: 'arn:table' } };
  },
  exported: (name) => `exported ${name}`,
});

/** A hole of `Fn::Sub`. */
const hole = (name: string): string => `\${${name}}`;

describe('intrinsic functions', () => {
  test.each([
    [{ Ref: 'Table' }, 'the-table'],
    [{ Ref: 'Version' }, '6'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:table'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Table' }]] }, 'a/the-table'],
    [
      { 'Fn::Sub': `${hole('AWS::Region')} ${hole('Table')} ${hole('Table.Arn')} ${hole('!Kept')}` },
      `eu-central-1 the-table arn:table ${hole('Kept')}`,
    ],
    [{ 'Fn::Sub': [`${hole('X')}!`, { X: { Ref: 'Table' } }] }, 'the-table!'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] }, 'table'],
    [{ 'Fn::ImportValue': 'Registers:Things' }, 'exported Registers:Things'],
    [{ 'Fn::If': ['IsLocal', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Never', 'yes', 'no'] }, 'no'],
    [{ a: { Ref: 'AWS::NoValue' }, b: [1, { Ref: 'AWS::NoValue' }] }, { b: [1] }],
    [
      { Statement: { Effect: 'Allow', Condition: { StringLike: { k: 'v' } } } },
      { Statement: { Effect: 'Allow', Condition: { StringLike: { k: 'v' } } } },
    ],
  ])('%j', (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  test('one that is not known is an error, and so is a reference to nothing', () => {
    expect(() => resolve({ 'Fn::Cidr': ['10.0.0.0/8', 1, 8] })).toThrow('Fn::Cidr is not known here');
    expect(() => resolve({ Ref: 'Tabel' })).toThrow('there is no Tabel');
    expect(() => resolve({ 'Fn::GetAtt': ['Table', 'StreamArn'] })).toThrow('StreamArn of Table');
  });
});
