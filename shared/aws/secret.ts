import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret of 64 hexadecimal characters as 32 bytes, asked for once in the life of a function. */
export const secret = (SecretId: string, client = new SecretsManagerClient({})): (() => Promise<Buffer>) => {
  let value: Promise<Buffer> | undefined;
  const read = async () => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (!/^[0-9a-f]{64}$/i.test(SecretString)) throw new Error('the secret is not 64 hexadecimal characters');
    return Buffer.from(SecretString, 'hex');
  };
  return () => {
    value ??= read().catch((error) => {
      value = undefined;
      throw error;
    });
    return value;
  };
};
