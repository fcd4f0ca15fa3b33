import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { dispatchEvent } from '#events/dispatch.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { getObject, putObject, putOnce } from '#shared/aws/objects.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { loadFonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { letterProfiles } from '#shared/channels/letter-profile.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { envelopeFor } from '#shared/domain/letter-kind.ts';
import { batches } from '#shared/store/batches.ts';
import { notices } from '#shared/store/notices.ts';
import { deliverLetter } from './deliver-letter.ts';
import { dispatchDeps } from './dispatch-deps.ts';
import { dispatchNotice } from './dispatch-notice.ts';
import { letterEnv } from './env.ts';
import type { Prepared } from './prepare.ts';

const environment = readEnv(letterEnv);
const { NOTICES_TABLE, RECORDS_BUCKET, LETTERS_BUCKET, LETTER_PROFILE, SENDER, LAMBDA_TASK_ROOT } = environment;
const dynamo = documents();
const s3 = new S3Client({});
const fonts = loadFonts(join(LAMBDA_TASK_ROOT, 'fonts'));

const deps = dispatchDeps(environment, dynamo, 'letter');

const envelopeOf = ({ service, format }: Prepared) => envelopeFor(deps.serviceOf(service)?.envelope, format);
const specOf = (prepared: Prepared, batch: string, letterId: string): LetterSpec => {
  const { text, addressee, today, format } = prepared;
  const to = { text, addressee, today, envelope: envelopeOf(prepared), ...(format && { format }) };
  return { ...to, sender: SENDER, profile: letterProfiles[LETTER_PROFILE], batch, letterId };
};

export const handler = queueWorker(
  dispatchEvent,
  dispatchNotice({
    ...deps,
    deliver: deliverLetter({
      envelopeOf,
      render: (prepared, batch, letterId) => renderLetter({ ...specOf(prepared, batch, letterId), fonts }),
      check: (pdf, prepared, batch, letterId, pages) =>
        checkLetter(pdf, { ...specOf(prepared, batch, letterId), pages }),
      putCopy: putObject(s3, RECORDS_BUCKET),
      putLetter: putOnce(s3, LETTERS_BUCKET),
      getLetter: getObject(s3, LETTERS_BUCKET),
      batches: batches(dynamo, NOTICES_TABLE),
      notices: notices(dynamo, NOTICES_TABLE),
      now,
      log,
    }),
  }),
);
