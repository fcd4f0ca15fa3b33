import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { env as redriveEnv } from '#functions/redrive/env.ts';
import { wire as redriveWire } from '#functions/redrive/wire.ts';
import { jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import type { Instant } from '#shared/domain/dates.ts';
import { clockFile } from '../local/clock-file.ts';
import { readDirectory } from '../local/data-directory.ts';
import { clientsFor } from '../local/embedded-aws.ts';
import { OURSELVES } from '../local/gateway.ts';
import { municipalityName } from '../local/municipality-name.ts';
import { openStanding } from '../local/open-standing.ts';
import { REGION } from '../local/place.ts';
import { askTime } from '../local/tell-time.ts';
import { settingsOf } from '../settings.ts';
import type { Site } from './site.ts';
import { Refused } from './wrong-use.ts';

/** Milliseconds for the dead letters, as the function itself has. */
const REDRIVE_TIME = 60_000;
const DEAD = '-dead-letters';

/**
 * The embedded stack of a data directory: the one that is running on it, or else its tables, buckets and queues, opened for the
 * time of the command.
 * @param who as they call themselves: nobody is known here by a key
 */
export const dataSite = async (directory: string, who: string): Promise<Site> => {
  const stands = readDirectory(directory);
  if (!stands)
    throw new Refused(`in ${directory} heeft nog niets gedraaid: begin met npm start -- --data ${directory}`);
  const { what } = stands;
  const opened = stands.endpoint === undefined ? await openStanding(directory, what) : undefined;
  const endpoint = opened?.endpoint ?? (stands.endpoint as string);
  const { documents: dynamo, s3, sqs, destroy } = clientsFor(endpoint);
  const credentials = { accessKeyId: OURSELVES, secretAccessKey: 'local' };
  const secrets = new SecretsManagerClient({ endpoint, region: REGION, credentials });
  const ahead = (await askTime(endpoint)).getTime() - Date.now();
  const now = () => new Date(Date.now() + ahead).toISOString() as Instant;
  const own = clockFile(directory).read()?.own;
  return {
    name: directory,
    settings: settingsOf('local', own === undefined ? undefined : { code: own, name: municipalityName(own) }),
    services: jsonOf(servicesOn).parse(what.environments.scan?.SERVICES),
    tables: what.tables as Site['tables'],
    recordsBucket: what.buckets.records as string,
    evaluationsQueue: what.queues.evaluations as string,
    deadLetters: Object.fromEntries(
      Object.entries(what.queues).flatMap(([name, url]) =>
        name.endsWith(DEAD) ? [[name.slice(0, -DEAD.length), url]] : [],
      ),
    ),
    pseudonymSecret: what.secrets.pseudonym as string,
    outside: { dynamo, s3, sqs, secrets },
    now,
    who: async () => who,
    redrive: async () => {
      const redrive = redriveWire(redriveEnv.parse(what.environments.redrive), { dynamo, sqs, now, log: () => {} });
      const end = Date.now() + REDRIVE_TIME;
      return redrive({}, { getRemainingTimeInMillis: () => end - Date.now() });
    },
    close: async () => {
      destroy();
      secrets.destroy();
      await opened?.stop();
    },
  };
};
