import { ofType, type Row } from './template.ts';

/**
 * Logical ids of what holds data. CloudFormation knows a resource by this id alone: under another one it is a new, empty table,
 * bucket or key, and the old one is left behind with everybody in it. So none of these ever changes, on any stage; what is
 * added is added here.
 */
export const STATEFUL: Readonly<Record<string, string>> = {
  Key961B73FD: 'AWS::KMS::Key',
  Residents8A20031D: 'AWS::DynamoDB::Table',
  AgendaD3F33C55: 'AWS::DynamoDB::Table',
  NoticesCD1BD20F: 'AWS::DynamoDB::Table',
  IntakeA0CA28E8: 'AWS::S3::Bucket',
  Records091F6ECA: 'AWS::S3::Bucket',
  LettersDC1467AC: 'AWS::S3::Bucket',
  Pseudonym33BCC2C5: 'AWS::SecretsManager::Secret',
  Bsn74AB24A3: 'AWS::SecretsManager::Secret',
  Tag94437B57: 'AWS::SecretsManager::Secret',
};

export const stateful: Row = (template) => [
  ...ofType(template, ...new Set(Object.values(STATEFUL)))
    .filter(([id, { Type }]) => STATEFUL[id] !== Type)
    .map(([id]) => `${id} holds data and is not on the list`),
  ...Object.entries(STATEFUL)
    .filter(([id, type]) => template.Resources[id]?.Type !== type)
    .map(([id]) => `${id} was removed or renamed`),
];
