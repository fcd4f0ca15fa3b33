import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { ruleHashes } from '#shared/aws/services-on.ts';
import { type ApprovalStage, stageOf } from '#shared/domain/approval.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { versionSwitch } from '#shared/domain/switch-names.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Halt, Switches } from '#shared/store/switches.ts';
import { allWork } from '../all-work.ts';
import type { Command } from '../command.ts';
import { statusLines } from '../show/status.ts';
import type { Site } from '../site.ts';
import { storesOf, tableEpochAt } from '../stores.ts';
import { noWords } from '../whole-number.ts';
import { lastRuns, type RunAccount } from './runs.ts';

type Deps = {
  readonly switches: Pick<Switches, 'explained'>;
  readonly epochs: Pick<Epochs, 'get'>;
  /** The rules of the version at hand. */
  readonly hashes: Hashes;
  /** What the versions that are deployed are halted by. */
  readonly versions: readonly string[];
  readonly lastRuns: (count: number) => Promise<readonly RunAccount[]>;
  /** Per service that is on, how far the version that is deployed is approved. */
  readonly approved: () => Promise<Readonly<Record<string, ApprovalStage>>>;
  readonly work: () => Promise<readonly WorkItem[]>;
  readonly failed: () => Promise<Readonly<Record<string, number>>>;
  readonly now: () => Instant;
};

export type Status = {
  readonly at: Instant;
  readonly halts: readonly Halt[];
  readonly isRestored: boolean;
  /** Services whose agendas were not all evaluated with the rule at hand. */
  readonly notEvaluated: readonly string[];
  readonly approved: Readonly<Record<string, ApprovalStage>>;
  readonly lastRun?: RunAccount;
  readonly work: { readonly open: number; readonly overdue: number };
  /** Messages that failed again and again, per queue that has some. */
  readonly failed: Readonly<Record<string, number>>;
};

/** How it stands: what is halted, what waits, what failed. */
const status =
  ({ switches, epochs, hashes, versions, lastRuns, approved, work, failed, now }: Deps) =>
  async (): Promise<Status> => {
    const at = now();
    const [standstill, evaluated, [lastRun], stages, items, dead] = await Promise.all([
      switches.explained(),
      epochs.get(),
      lastRuns(1),
      approved(),
      work(),
      failed(),
    ]);
    return {
      at,
      isRestored: standstill.isRestored,
      halts: standstill.halts.filter(({ name }) => !isPast(name, versions)),
      notEvaluated: Object.keys(hashes).filter((service) => evaluated[service] !== hashes[service]),
      approved: stages,
      ...(lastRun && { lastRun }),
      work: { open: items.length, overdue: items.filter(({ due }) => due < dayOf(at)).length },
      failed: Object.fromEntries(Object.entries(dead).filter(([, count]) => count > 0)),
    };
  };

/** A version whose approval was withdrawn stays halted for good, also when another took its place. */
const isPast = (name: string, versions: readonly string[]): boolean =>
  name.startsWith('version:') && !versions.includes(name);

/** Whether there is nothing that somebody must do something about, the worklist in time aside. */
const isWell = ({ halts, isRestored, notEvaluated, work, failed }: Status): boolean =>
  halts.length === 0 &&
  !isRestored &&
  notEvaluated.length === 0 &&
  work.overdue === 0 &&
  Object.keys(failed).length === 0;

const depths =
  ({ outside: { sqs }, deadLetters }: Site) =>
  async (): Promise<Record<string, number>> => {
    const counted = Object.entries(deadLetters).map(async ([name, QueueUrl]) => {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return [name, Number(Attributes?.ApproximateNumberOfMessages ?? 0)] as const;
    });
    return Object.fromEntries(await Promise.all(counted));
  };

const approvedAt = async (site: Site): Promise<Record<string, ApprovalStage>> => {
  const { approvals } = storesOf(site);
  const asked = Object.entries(site.services).map(async ([service, { whole }]) => {
    return [service, stageOf(await approvals.get(service, whole))] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
};

export const statusCommand: Command = {
  name: 'status',
  usage: '',
  summary: 'hoe het ervoor staat: wat stilstaat, wat wacht, wat mislukte',
  details: ['De uitkomst is 1 als er iets is waar iemand naar moet kijken.'],
  options: {},
  run: async ({ words, site }) => {
    noWords(words);
    const at = await site();
    const stores = storesOf(at);
    const now = await status({
      ...stores,
      hashes: ruleHashes(at.services, tableEpochAt(at)),
      versions: Object.entries(at.services).map(([service, { whole }]) => versionSwitch(service, whole)),
      lastRuns: lastRuns({ ...stores, now: at.now }),
      approved: () => approvedAt(at),
      work: allWork(stores.worklist),
      failed: depths(at),
      now: at.now,
    })();
    return { isDone: isWell(now), json: now, lines: statusLines(now) };
  },
};
