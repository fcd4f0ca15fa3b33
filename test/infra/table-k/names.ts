import { at, faults, listed, type Row, textOf } from './template.ts';

/** An address, a number as long as a BSN or phone number, or words: no name that CDK makes looks like that. */
const PERSONAL = /@|\d{6}|\s/;

/** Whether text may say something of a person; what it refers to is named by CloudFormation. */
const isPersonal = (value: unknown): boolean => PERSONAL.test(textOf(value).replace(/<[^>]*>/g, ''));

/** No output, tag or name says something of a person: they are read where the data behind them is not. */
export const names: Row = ({ Resources, Outputs }) => [
  ...Object.entries(Outputs).flatMap(([id, { Value, Description }]) =>
    faults(id, { 'puts text out, not a reference': typeof Value === 'string' || Description !== undefined }),
  ),
  ...Object.entries(Resources).flatMap(([id, { Properties = {} }]) =>
    faults(id, {
      'has a name that may be personal': Object.entries(Properties)
        .filter(([property]) => property.endsWith('Name'))
        .some(([, value]) => isPersonal(value)),
      'has a tag that may be personal': listed(Properties.Tags).some(
        (tag) => isPersonal(at(tag, 'Key')) || isPersonal(at(tag, 'Value')),
      ),
    }),
  ),
];
