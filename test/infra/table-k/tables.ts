import { at, faults, isKept, isOurKey, ofType, type Row } from './template.ts';

/** Every table: our key, every second of the last weeks to go back to, and nobody removes it by accident. */
export const tables: Row = (template) =>
  ofType(template, 'AWS::DynamoDB::Table').flatMap(([id, table]) =>
    faults(id, {
      'is not encrypted with our key':
        at(table, 'Properties.SSESpecification.SSEType') !== 'KMS' ||
        !isOurKey(template, at(table, 'Properties.SSESpecification.KMSMasterKeyId')),
      'cannot be put back as it was':
        at(table, 'Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled') !== true,
      'may be deleted': at(table, 'Properties.DeletionProtectionEnabled') !== true,
      'goes with its stack': !isKept(table),
      'is paid for when nobody uses it': at(table, 'Properties.BillingMode') !== 'PAY_PER_REQUEST',
    }),
  );
