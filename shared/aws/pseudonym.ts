import { createCipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** 132 bits of an HMAC as 22 characters: enough that no two of a nation's residents share one. */
const LENGTH = 22;

/** HMAC-SHA-256 of what identifies somebody or something, in the named space, as 22 base64url characters. */
export const pseudonymOf = (key: Buffer, space: 'bsn' | 'a-number' | 'document', value: string): string =>
  createHmac('sha256', objectOf(key)).update(`${space}:${value}`).digest('base64url').slice(0, LENGTH);

/** A key is read once and used for every resident of a file: made into an object each time, that takes longer than the hash. */
const objects = new WeakMap<Buffer, KeyObject>();
const objectOf = (key: Buffer): KeyObject => {
  const known = objects.get(key) ?? createSecretKey(key);
  objects.set(key, known);
  return known;
};

/** AES-256-GCM: twelve bytes of nonce, sixteen of tag, then the text. Read by export and award alone. */
export const encrypt = (key: Buffer, text: string): Uint8Array => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};
