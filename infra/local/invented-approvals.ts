import { jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import type { Instant } from '#shared/domain/dates.ts';
import { approvals } from '#shared/store/approvals.ts';
import { authorOf } from '../service-hashes.ts';
import { settings } from '../settings.ts';
import type { openEmbeddedAws } from './embedded-aws.ts';

/** Two people who do not exist. Neither writes services. */
const PEOPLE = ['fatima.el.amrani@voorbeeldstad.example', 'joost.hendriks@voorbeeldstad.example'] as const;

/** A version of a service that runs here because people who do not exist said so. */
export type InventedApproval = { readonly service: string; readonly hash: string; readonly by: readonly string[] };

/**
 * Approves, in the names of two invented people, every service that the functions run with, dated on the simulated clock. On this
 * stage only: everywhere else people do, and until then nobody is told of anything.
 */
export const inventApprovals = async ({
  world,
  clients,
}: Pick<Awaited<ReturnType<typeof openEmbeddedAws>>, 'world' | 'clients'>): Promise<InventedApproval[]> => {
  const scan = world.functions.find(({ name }) => name === 'scan')?.environment;
  if (scan?.NOTICES_TABLE === undefined || scan.SERVICES === undefined) return []; // templates of another app
  const { approve } = approvals(clients.documents, scan.NOTICES_TABLE);
  const at = world.clock.now().toISOString() as Instant;
  const services = Object.entries(jsonOf(servicesOn).parse(scan.SERVICES));
  for (const [service, { whole: hash }] of services)
    for (const by of PEOPLE)
      await approve({ service, hash, by, at }, { hash, author: authorOf(service, settings.local) });
  return services.map(([service, { whole: hash }]) => ({ service, hash, by: PEOPLE }));
};
