import { getObject, putObject } from '#shared/aws/objects.ts';
import { agendas } from '#shared/store/agendas.ts';
import { approvals } from '#shared/store/approvals.ts';
import { epochs } from '#shared/store/epochs.ts';
import { notices } from '#shared/store/notices.ts';
import { plans } from '#shared/store/plans.ts';
import { residents } from '#shared/store/residents.ts';
import { runs } from '#shared/store/runs.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { worklist } from '#shared/store/worklist.ts';
import type { Site } from './site.ts';

/** The stores of a site, as the functions there have them. */
export const storesOf = (site: Site) => {
  const { tables, outside, recordsBucket } = site;
  const { dynamo, s3 } = outside;
  return {
    agendas: agendas(dynamo, tables.agenda),
    residents: residents(dynamo, tables.residents),
    notices: notices(dynamo, tables.notices),
    runs: runs(dynamo, tables.notices),
    approvals: approvals(dynamo, tables.notices),
    worklist: worklist(dynamo, tables.notices),
    epochs: epochs(dynamo, tables.notices),
    plans: plans({ get: getObject(s3, recordsBucket), put: putObject(s3, recordsBucket) }),
    switches: switches(dynamo, tables.notices, tableEpochAt(site)),
  };
};

/** The table epoch that the functions of a site are deployed with. */
export const tableEpochAt = ({ tables, settings }: Pick<Site, 'tables' | 'settings'>): string =>
  tableEpochOf({ EPOCH: `${settings.epoch}`, AGENDA_TABLE: tables.agenda, NOTICES_TABLE: tables.notices });
