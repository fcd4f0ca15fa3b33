import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { loadFonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { letterEnv } from './env.ts';
import { wireLetter } from './wire-letter.ts';

const environment = readEnv(letterEnv);
const fonts = loadFonts(join(environment.LAMBDA_TASK_ROOT, 'fonts'));

export const handler = wireLetter(
  environment,
  { dynamo: documents(), s3: new S3Client({}), now, log },
  { render: (spec) => renderLetter({ ...spec, fonts }), check: checkLetter },
);
