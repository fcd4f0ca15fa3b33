import { createHash } from 'node:crypto';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

/** A secret with a fixed local value of 64 hexadecimal characters, another for each. Worth nothing outside this machine. */
export const secret: Kind = {
  type: 'AWS::SecretsManager::Secret',
  identify: ({ physical }, _, place) => {
    const arn = arnOf(place, 'secretsmanager', `secret:${physical}-local0`);
    return { ref: arn, attributes: { Id: arn } };
  },
  bringUp: ({ physical, ref }, { secrets }) =>
    void secrets.set(ref, createHash('sha256').update(`local stack: ${physical}`).digest('hex')),
};
