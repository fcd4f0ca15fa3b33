import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text that the embedded End User Messaging accepted, and what was said beside it. */
export type Text = {
  readonly messageId: string;
  /** Simulated time at which it was accepted. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly ttlSeconds: number;
  readonly configurationSet?: string;
  readonly context: Readonly<Record<string, string>>;
  /** Its events were published. Where the process was killed in between, they are after the next start. */
  told?: boolean;
};

export type KeptTexts = {
  readonly texts: Text[];
  readonly keep: (text: Text) => void;
  readonly tell: (text: Text) => void;
};

/** Accepted texts, in the order in which they came; with a directory also as .json. */
export const keptTexts = (directory?: string): KeptTexts => {
  const folder = directory === undefined ? undefined : join(directory, 'texts');
  const texts = folder === undefined ? [] : readTexts(folder);
  const write = (text: Text): void => {
    if (folder !== undefined) writeFileSync(join(folder, `${text.messageId}.json`), JSON.stringify(text));
  };
  return {
    texts,
    keep: (text) => {
      texts.push(text);
      write(text);
    },
    tell: (text) => {
      text.told = true;
      write(text);
    },
  };
};

const readTexts = (folder: string): Text[] => {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Text)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
};
