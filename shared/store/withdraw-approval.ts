import type { Asked } from '#shared/domain/approval.ts';
import { versionSwitch } from '#shared/domain/switch-names.ts';
import type { Approvals } from './approvals.ts';
import type { Switches } from './switches.ts';

type Deps = { readonly approvals: Pick<Approvals, 'withdraw'>; readonly switches: Pick<Switches, 'halt'> };

/**
 * Withdraws the approval of a version: from now on it tells nobody, what it decided before included, and it cannot be approved
 * again. Another version can. The halt is written first, so that nothing is sent by a version that is noted as withdrawn.
 */
export const withdrawApproval =
  ({ approvals, switches }: Deps) =>
  async (asked: Asked): Promise<void> => {
    await switches.halt(versionSwitch(asked.service, asked.hash), `approval-withdrawn:${asked.by}`, asked.at);
    await approvals.withdraw(asked);
  };
