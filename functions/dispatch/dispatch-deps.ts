import type * as z from 'zod';
import type { Outside } from '#shared/aws/outside.ts';
import { wholeHashOf } from '#shared/aws/services-on.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { servicesById } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { notices } from '#shared/store/notices.ts';
import { residents } from '#shared/store/residents.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import type { Deps } from './dispatch-notice.ts';
import type { commonEnv } from './env.ts';
import { prepare } from './prepare.ts';

/** What dispatch needs whatever the channel: all but the delivering itself. */
export const dispatchDeps = (
  environment: z.output<typeof commonEnv>,
  { dynamo, now, log }: Pick<Outside, 'dynamo' | 'now' | 'log'>,
  channel: Channel,
): Omit<Deps, 'deliver'> => {
  const { AGENDA_TABLE, RESIDENTS_TABLE, NOTICES_TABLE, MUNICIPALITY, SERVICES, SENDER } = environment;
  const resident = residents(dynamo, RESIDENTS_TABLE);
  return {
    channel,
    agendas: agendas(dynamo, AGENDA_TABLE),
    residents: resident,
    notices: notices(dynamo, NOTICES_TABLE),
    switches: switches(dynamo, NOTICES_TABLE, tableEpochOf(environment)),
    prepare: prepare({ residents: resident, context: { municipality: MUNICIPALITY }, sender: SENDER, now }),
    serviceOf: servicesById(SERVICES),
    hashOf: wholeHashOf(SERVICES),
    now,
    log,
  };
};
