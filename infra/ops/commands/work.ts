import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dayOf } from '#shared/domain/dates.ts';
import { workCsv } from '#shared/domain/work-csv.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import { workKind, workOutcome } from '#shared/domain/work-kinds.ts';
import type { Refusal } from '#shared/domain/work-steps.ts';
import { allWork } from '../all-work.ts';
import type { Asked, Command, Outcome } from '../command.ts';
import { finishAt } from '../finish-at.ts';
import { nextLines, workLines, workRefused } from '../show/work.ts';
import type { Site } from '../site.ts';
import { storesOf } from '../stores.ts';
import { several } from '../words.ts';
import { WrongUse } from '../wrong-use.ts';

/** What is done to one item: take it, give it back, or say what came of it. */
const STEPS = {
  take: async (site: Site, id: string) => storesOf(site).worklist.take(id, await site.who(), site.now()),
  'give-back': async (site: Site, id: string) => storesOf(site).worklist.giveBack(id),
  done: async (site: Site, id: string, outcome: string) => finishAt(site)(id, outcome, await site.who()),
} as const satisfies Record<string, (site: Site, id: string, outcome: string) => Promise<WorkItem | Refusal>>;
type Step = keyof typeof STEPS;

const isStep = (word: string | undefined): word is Step => word !== undefined && word in STEPS;

export const workCommand: Command = {
  name: 'work',
  usage:
    'list [--kind SOORT] [--overdue] | take NUMMER | give-back NUMMER | done NUMMER UITKOMST | export --out BESTAND',
  summary: 'de werkvoorraad: wat een medewerker moet doen, en wat ervan kwam',
  details: [
    `SOORT is een van ${workKind.options.join(', ')}.`,
    `UITKOMST is een van ${workOutcome.options.join(', ')};`,
    'welke er bij een zaak horen, zegt de opdracht als een andere gevraagd wordt.',
    'export schrijft een bestand voor Excel (csv) met alles wat nog niet gedaan is. Nergens staan namen of adressen in:',
    'wie het is, wordt in het eigen systeem opgezocht.',
  ],
  options: { kind: { type: 'string' }, overdue: { type: 'boolean' }, out: { type: 'string' } },
  run: async ({ words: [what, ...words], values, site }) => {
    if (isStep(what)) return step(what, words, site);
    if (words.length > 0) throw new WrongUse(`${words.join(' ')} hoort hier niet bij`);
    if (what === 'list') return list(values, site);
    if (what === 'export') return exported(values, site);
    throw new WrongUse('zeg wat: list, take, give-back, done of export');
  },
};

const list = async ({ kind, overdue }: Asked['values'], site: Asked['site']): Promise<Outcome> => {
  const asked = workKind.safeParse(kind).data;
  if (kind !== undefined && asked === undefined)
    throw new WrongUse(`--kind ${kind}: er zijn ${workKind.options.join(', ')}`);
  const at = await site();
  const today = dayOf(at.now());
  const items = await allWork(storesOf(at).worklist)({
    ...(asked && { kind: asked }),
    ...(overdue === true && { before: today }),
  });
  return { isDone: true, json: items, lines: workLines(items, today) };
};

const exported = async ({ out }: Asked['values'], site: Asked['site']): Promise<Outcome> => {
  if (out === undefined) throw new WrongUse('zeg waar het heen moet: --out BESTAND');
  if (existsSync(String(out)) && statSync(String(out)).isDirectory()) throw new WrongUse(`--out ${out} is een map`);
  const items = await allWork(storesOf(await site()).worklist)();
  writeFileSync(String(out), workCsv(items));
  return {
    isDone: true,
    json: { out, items: items.length },
    lines: [`${several(items.length, 'zaak', 'zaken')} geschreven naar ${out}`],
  };
};

const step = async (what: Step, words: readonly string[], site: Asked['site']): Promise<Outcome> => {
  const [id, outcome = '', ...more] = words;
  if (id === undefined) throw new WrongUse('zeg welke zaak: het nummer dat work list geeft');
  if (what === 'done' && outcome === '') throw new WrongUse(`zeg wat ervan kwam: ${workOutcome.options.join(', ')}`);
  if (more.length > 0 || (what !== 'done' && outcome !== ''))
    throw new WrongUse(`${[...(what === 'done' ? [] : [outcome]), ...more].join(' ')} hoort hier niet bij`);
  const at = await site();
  const result = await STEPS[what](at, id, outcome);
  if ('refused' in result) return { isDone: false, json: result, lines: [workRefused(result)] };
  return { isDone: true, json: result, lines: [...workLines([result], dayOf(at.now())), ...nextLines(result)] };
};
