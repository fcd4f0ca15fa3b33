import { at, faults, isKept, isOurKey, ofType, type Row } from './template.ts';

/** Every secret: our key, kept, and never rotated: nobody would be recognised by another one. */
export const secrets: Row = (template) => [
  ...ofType(template, 'AWS::SecretsManager::Secret').flatMap(([id, secret]) =>
    faults(id, {
      'is not encrypted with our key': !isOurKey(template, at(secret, 'Properties.KmsKeyId')),
      'goes with its stack': !isKept(secret),
      'stands in the template': at(secret, 'Properties.SecretString') !== undefined,
    }),
  ),
  ...ofType(template, 'AWS::SecretsManager::RotationSchedule').map(([id]) => `${id} rotates a secret`),
];

/** Every key: kept, or all that it encrypts is lost; its own material renewed by AWS. */
export const keys: Row = (template) =>
  ofType(template, 'AWS::KMS::Key').flatMap(([id, key]) =>
    faults(id, {
      'goes with its stack': !isKept(key),
      'is never renewed': at(key, 'Properties.EnableKeyRotation') !== true,
    }),
  );
