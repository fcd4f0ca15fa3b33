import { type Approval, stageOf } from '#shared/domain/approval.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { staleRegister } from '#shared/domain/freshness.ts';
import type { Service } from '#shared/domain/service.ts';
import { serviceSwitch } from '#shared/domain/switch-names.ts';
import type { Approvals } from '#shared/store/approvals.ts';
import type { Deliveries } from '#shared/store/deliveries.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Switches } from '#shared/store/switches.ts';
import { UNUSUAL } from './guard-services.ts';

type Deps = {
  readonly epochs: Pick<Epochs, 'get'>;
  readonly approvals: Pick<Approvals, 'get'>;
  readonly deliveries: Pick<Deliveries, 'deliveredAsOf'>;
  readonly switches: Pick<Switches, 'reasons'>;
  readonly serviceOf: (id: string) => Service | undefined;
  /** Per service that is on the hash of its rule, and the whole hash that is approved. */
  readonly hashes: Hashes;
  readonly versionOf: (service: string) => string;
};

/** How a service stands before anything is counted of it. */
export type Standing = {
  readonly service: Service;
  readonly approval: Approval;
  /** Why it takes no part in today's run, if it does not. */
  readonly leftOut?: string;
  /** Also when it takes no part: who releases what the guard halted has seen what was counted until then. */
  readonly isCounted: boolean;
};

/**
 * Every service that is on, and why it is left out: its agendas are not evaluated by its rule yet, nobody approved its version,
 * what it reads is too old, or it is halted.
 */
export const standings = async (deps: Deps, date: IsoDate): Promise<Standing[]> => {
  const services = Object.keys(deps.hashes).flatMap((id) => deps.serviceOf(id) ?? []);
  const needsFresh = services.some(({ freshnessDays = {} }) => Object.keys(freshnessDays).length > 0);
  const [epoch, reasons, delivered, approvals] = await Promise.all([
    deps.epochs.get(),
    deps.switches.reasons(),
    needsFresh ? deps.deliveries.deliveredAsOf() : {},
    Promise.all(services.map(({ id }) => deps.approvals.get(id, deps.versionOf(id)))),
  ]);
  return services.map((service, place): Standing => {
    const approval = approvals[place] as Approval;
    const stale = staleRegister(service.freshnessDays ?? {}, delivered, date);
    const halted = reasons.get(serviceSwitch(service.id));
    const leftOut = [
      epoch[service.id] !== deps.hashes[service.id] && 'backfill-not-done',
      stageOf(approval) === 'new' && 'not-approved',
      stale !== undefined && `stale:${stale}`,
    ].find((reason) => reason !== false);
    if (leftOut) return { service, approval, leftOut, isCounted: false };
    if (halted === undefined) return { service, approval, isCounted: true };
    return { service, approval, leftOut: 'halted', isCounted: halted.startsWith(UNUSUAL) };
  });
};
