import { CreateTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

const properties = z.looseObject({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
});

/** A table and its keys. Indexes and streams are not in the design, so they are refused rather than left out. */
export const table: Kind = {
  type: 'AWS::DynamoDB::Table',
  identify: ({ physical }, _, place) => ({
    ref: physical,
    attributes: { Arn: arnOf(place, 'dynamodb', `table/${physical}`) },
  }),
  bringUp: async (found, { dynamo, tables }) => {
    for (const unknown of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'StreamSpecification'])
      if (unknown in found.properties) throw new Error(`${found.name}: ${unknown} is not known here`);
    const { KeySchema, AttributeDefinitions } = properties.parse(found.properties);
    await dynamo
      .send(
        new CreateTableCommand({
          TableName: found.ref,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema,
          AttributeDefinitions,
        }),
      )
      .catch((error) => {
        if (!(error instanceof ResourceInUseException)) throw error; // it is there from an earlier run
      });
    tables.set(found.name, found.ref);
  },
};
