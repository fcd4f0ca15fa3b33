import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../shared/data/rvig-gbav/', import.meta.url));

/**
 * The official RvIG test set of person lists: where TIJDIG_RVIG says, else beside the project; undefined when it is not
 * there. It is published, not committed.
 */
export const officialSet = (): string | undefined => {
  const named = process.env.TIJDIG_RVIG;
  if (named !== undefined) return named;
  const file = existsSync(beside) ? readdirSync(beside).find((name) => name.endsWith('.csv')) : undefined;
  return file && join(beside, file);
};

/** What a skipped test says of it. */
export const WHERE =
  'needs the RvIG test set: github.com/BRP-API/Haal-Centraal-Reisdocumenten-bevragen, folder scripts (set TIJDIG_RVIG)';
