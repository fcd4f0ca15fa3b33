import { readFileSync, rmSync } from 'node:fs';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Service } from '#shared/domain/service.ts';
import { liveDays } from '../../local/live-days.ts';
import { municipalityName } from '../../local/municipality-name.ts';
import { type LocalStack, startLocal } from '../../local/stack.ts';
import { synth } from '../../local/synth.ts';
import type { Asked } from '../command.ts';
import type { Site } from '../site.ts';
import { because } from '../why/reasons.ts';
import { shortDay } from '../words.ts';
import { Refused } from '../wrong-use.ts';
import { copyPlans } from './copy-plans.ts';
import { type Before, copyTables } from './copy-tables.ts';
import { outcomeOf, type PreviewOutcome } from './outcome-of.ts';
import type { SpreadDay } from './spread-of.ts';
import { spreads } from './spreads.ts';

export type PreviewAsked = {
  readonly services: readonly Service[];
  readonly on: IsoDate;
  readonly municipality: string;
  /** Whose data: a file of person lists, or what lies on a data directory. */
  readonly from: { readonly input: string } | { readonly site: Site };
  readonly progress: Asked['progress'];
};

export type Preview = Omit<PreviewOutcome, 'plans'> & {
  readonly municipality: string;
  readonly days: readonly IsoDate[];
  /** Per service: the days lived through, and a forecast of those that follow. */
  readonly spread: Readonly<Record<string, readonly SpreadDay[]>>;
  readonly samples: readonly { readonly name: string; readonly pdf: Buffer }[];
  /** Why what came of it cannot be relied on. */
  readonly problems: readonly string[];
};

const SAMPLES = 5;
const NOTHING: Before = { decided: new Set(), runs: new Set() };

/**
 * Runs the day of a date on an embedded stack of its own, in memory: the functions as they are deployed, from intake to the print
 * batch, and providers that deliver to nobody. So it says what a run would do because it is one; and it is forgotten.
 * @throws Refused when the date already had its run, or lies before the clock of the data directory
 */
export const preview = async ({ services, on, municipality, from, progress }: PreviewAsked): Promise<Preview> => {
  progress.step('de omgeving wordt opgebouwd');
  const cdkOut = await synth({ municipality, municipalityName: municipalityName(municipality) });
  const stack = await startLocal({
    cdkOut,
    on,
    onWait: (busy) =>
      progress.now(
        Object.entries(busy)
          .map(([name, count]) => `${name} ${count}`)
          .join(' · '),
      ),
  });
  try {
    const before = 'site' in from ? await copied(from.site, stack, on, progress) : NOTHING;
    const content = 'input' in from ? readFileSync(from.input) : undefined;
    const days = await liveDays(stack, {
      first: on,
      count: 1,
      deliveries: (day) => (content === undefined ? [] : [{ key: `deliveries/persons-full-${day}.csv`, content }]),
      onDay: (day) => progress.step(`de dag van ${shortDay(day)}`),
      onStep: (what) => progress.now(what),
    });
    const ids = new Set(services.map(({ id }) => id));
    const { plans, ...outcome } = await outcomeOf(stack, before, days, (service) => ids.has(service));
    return {
      ...outcome,
      municipality,
      days,
      spread: await spreads(stack, services, plans, days),
      samples: samplesOf(stack, outcome),
      problems: problemsOf(stack, outcome),
    };
  } finally {
    await stack.stop();
    rmSync(cdkOut, { recursive: true, force: true });
  }
};

const copied = async (site: Site, stack: LocalStack, on: IsoDate, progress: Asked['progress']): Promise<Before> => {
  progress.step(`de gegevens van ${site.name} worden overgenomen, alleen in het geheugen`);
  const before = await copyTables(site, stack, (count) => progress.now(`${count} overgenomen`));
  await copyPlans(site, stack);
  const latest = [...before.runs].sort().at(-1);
  if (latest !== undefined && on <= latest)
    throw new Refused(`${shortDay(latest as IsoDate)} is al gepland: kies een latere dag`);
  return before;
};

/** The first few letters, as the print house would get them. */
const samplesOf = (stack: LocalStack, { notices }: Pick<PreviewOutcome, 'notices'>): Preview['samples'] => {
  const ids = new Set(notices.flatMap(({ letterId }) => (typeof letterId === 'string' ? [`${letterId}.pdf`] : [])));
  return stack
    .files('letters', 'closed/')
    .map((key) => ({ key, name: key.split('/').at(-1) as string }))
    .filter(({ name }) => ids.has(name))
    .slice(0, SAMPLES)
    .map(({ key, name }) => ({ name, pdf: stack.file('letters', key) }));
};

const problemsOf = (stack: LocalStack, { leftOut }: Pick<PreviewOutcome, 'leftOut'>): string[] => [
  ...stack.logs
    .filter(({ line }) => line.msg === 'delivery-refused')
    .map(({ line }) => `het bestand is geweigerd: ${line.reason}`),
  ...stack.logs
    .filter(({ line }) => line.msg === 'run-not-made')
    .map(({ line }) => `er wordt niets gepland, omdat ${because(String(line.reason))}`),
  ...leftOut.map(({ service, reason }) => `${service} doet niet mee, omdat ${because(reason)}`),
  ...stack.deadLetters().map(({ name, count }) => `${count} berichten mislukten (${name})`),
  ...stack.missed().map(({ where, what }) => `${where} liep niet: ${what}`),
];
