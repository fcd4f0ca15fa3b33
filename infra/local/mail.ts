import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An e-mail that the embedded SES accepted: exactly the bytes it was given, and what was said beside them. */
export type Mail = {
  readonly messageId: string;
  /** Simulated time at which it was accepted. */
  readonly at: string;
  readonly source: string;
  readonly destinations: readonly string[];
  readonly configurationSet?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly raw: string;
};

/** Accepted mails, in the order in which they came; with a directory also as .eml, with the rest in .json beside it. */
export const keptMails = (directory?: string): { mails: Mail[]; keep: (mail: Mail) => void } => {
  const folder = directory === undefined ? undefined : join(directory, 'mails');
  if (folder === undefined) {
    const mails: Mail[] = [];
    return { mails, keep: (mail) => void mails.push(mail) };
  }
  mkdirSync(folder, { recursive: true });
  const mails = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { raw: _, ...rest } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Mail;
      return { ...rest, raw: readFileSync(join(folder, `${rest.messageId}.eml`), 'latin1') };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const keep = (mail: Mail) => {
    const { raw, ...rest } = mail;
    writeFileSync(join(folder, `${mail.messageId}.eml`), raw, 'latin1');
    writeFileSync(join(folder, `${mail.messageId}.json`), JSON.stringify(rest));
    mails.push(mail);
  };
  return { mails, keep };
};

/** A message id of the length and look of those of SES. */
export const newMessageId = (): string => `0107${randomUUID().replaceAll('-', '').slice(0, 12)}-${randomUUID()}-000000`;
