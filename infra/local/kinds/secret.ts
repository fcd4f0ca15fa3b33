import { createHash } from 'node:crypto';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

/** The value of a local secret, by its ARN: fixed, 64 hexadecimal characters. Worth nothing outside this machine. */
export const localSecret = (arn: string): string => {
  const [, physical = ''] = /:secret:(.+)-local0$/.exec(arn) ?? [];
  return createHash('sha256').update(`local stack: ${physical}`).digest('hex');
};

/** A secret with a fixed local value, another for each. */
export const secret: Kind = {
  type: 'AWS::SecretsManager::Secret',
  identify: ({ physical }, _, place) => {
    const arn = arnOf(place, 'secretsmanager', `secret:${physical}-local0`);
    return { ref: arn, attributes: { Id: arn } };
  },
  bringUp: ({ name, ref }, { secrets, secretNames }) => {
    secrets.set(ref, localSecret(ref));
    secretNames.set(name, ref);
  },
};
