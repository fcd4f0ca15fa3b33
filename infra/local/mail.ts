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
  /** Its events were published. Where the process was killed in between, they are after the next start. */
  told?: boolean;
};

export type KeptMails = {
  readonly mails: Mail[];
  readonly keep: (mail: Mail) => void;
  readonly tell: (mail: Mail) => void;
};

/** Accepted mails, in the order in which they came; with a directory also as .eml, with the rest in .json beside it. */
export const keptMails = (directory?: string): KeptMails => {
  const folder = directory === undefined ? undefined : join(directory, 'mails');
  const mails = folder === undefined ? [] : readMails(folder);
  const write = (mail: Mail): void => {
    if (folder === undefined) return;
    const { raw, ...rest } = mail;
    writeFileSync(join(folder, `${mail.messageId}.eml`), raw, 'latin1');
    writeFileSync(join(folder, `${mail.messageId}.json`), JSON.stringify(rest));
  };
  return {
    mails,
    keep: (mail) => {
      mails.push(mail);
      write(mail);
    },
    tell: (mail) => {
      mail.told = true;
      write(mail);
    },
  };
};

const readMails = (folder: string): Mail[] => {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const rest = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Mail, 'raw'>;
      return { ...rest, raw: readFileSync(join(folder, `${rest.messageId}.eml`), 'latin1') };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
};

/** A message id of the length and look of those of SES. */
export const newMessageId = (): string => `0107${randomUUID().replaceAll('-', '').slice(0, 12)}-${randomUUID()}-000000`;
