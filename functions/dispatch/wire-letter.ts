import type * as z from 'zod';
import { dispatchEvent } from '#events/dispatch.ts';
import { getObject, putObject, putOnce } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { letterProfiles } from '#shared/channels/letter-profile.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { envelopeFor } from '#shared/domain/letter-kind.ts';
import { batches } from '#shared/store/batches.ts';
import { notices } from '#shared/store/notices.ts';
import { deliverLetter } from './deliver-letter.ts';
import { dispatchDeps } from './dispatch-deps.ts';
import { dispatchNotice } from './dispatch-notice.ts';
import type { letterEnv } from './env.ts';
import type { Prepared } from './prepare.ts';

/** How a letter is set on paper and read back from it: far slower than all the rest, so whoever wires says how. */
type Paper = {
  readonly render: (spec: LetterSpec) => Promise<{ pdf: Uint8Array; pages: number }>;
  readonly check: (pdf: Uint8Array, expected: LetterSpec & { readonly pages: number }) => Promise<string[]>;
};

export const wireLetter = (
  environment: z.output<typeof letterEnv>,
  outside: Pick<Outside, 'dynamo' | 's3' | 'now' | 'log'>,
  { render, check }: Paper,
) => {
  const { NOTICES_TABLE, RECORDS_BUCKET, LETTERS_BUCKET, LETTER_PROFILE, SENDER } = environment;
  const { dynamo, s3, now, log } = outside;
  const deps = dispatchDeps(environment, outside, 'letter');
  const envelopeOf = ({ service, format }: Prepared) => envelopeFor(deps.serviceOf(service)?.envelope, format);
  const specOf = (prepared: Prepared, batch: string, letterId: string): LetterSpec => {
    const { text, addressee, today, format } = prepared;
    const to = { text, addressee, today, envelope: envelopeOf(prepared), ...(format && { format }) };
    return { ...to, sender: SENDER, profile: letterProfiles[LETTER_PROFILE], batch, letterId };
  };
  return queueWorker(
    dispatchEvent,
    dispatchNotice({
      ...deps,
      deliver: deliverLetter({
        envelopeOf,
        render: (prepared, batch, letterId) => render(specOf(prepared, batch, letterId)),
        check: (pdf, prepared, batch, letterId, pages) => check(pdf, { ...specOf(prepared, batch, letterId), pages }),
        putCopy: putObject(s3, RECORDS_BUCKET),
        putLetter: putOnce(s3, LETTERS_BUCKET),
        getLetter: getObject(s3, LETTERS_BUCKET),
        batches: batches(dynamo, NOTICES_TABLE),
        notices: notices(dynamo, NOTICES_TABLE),
        now,
        log,
      }),
    }),
    log,
  );
};
