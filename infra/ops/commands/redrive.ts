import type { Command } from '../command.ts';
import type { Redriven } from '../site.ts';
import { table } from '../table.ts';
import { noWords } from '../whole-number.ts';

/** What there may become of a dead letter, and what to call it. */
const OUTCOMES = [
  ['returned', 'opnieuw aangeboden'],
  ['cancelled', 'opnieuw te beslissen'],
  ['nothing', 'niet meer nodig'],
  ['parked', 'onleesbaar'],
  ['failed', 'weer mislukt'],
] as const;

const lines = ({ isDone, queues }: Redriven): string[] => {
  const rows = Object.entries(queues).filter(([, counts]) => Object.values(counts).some((count) => count > 0));
  if (Object.keys(queues).length === 0)
    return ['Niet gedaan: de tabellen zijn teruggezet uit een reservekopie (docs/runbook.md).'];
  return [
    ...(rows.length === 0
      ? ['Er lagen geen mislukte berichten.']
      : table(
          [{ title: 'wachtrij' }, ...OUTCOMES.map(([, title]) => ({ title, isNumber: true }))],
          rows.map(([name, counts]) => [name, ...OUTCOMES.map(([outcome]) => `${counts[outcome] ?? 0}`)]),
        )),
    ...(isDone ? [] : ['', 'Niet alles is langsgelopen: geef de opdracht over anderhalve minuut nog eens.']),
  ];
};

export const redriveCommand: Command = {
  name: 'redrive',
  usage: '',
  summary: 'loopt langs de berichten die mislukten',
  details: [
    'Zoek eerst uit waardoor ze mislukten (docs/runbook.md): wat niet hersteld is, mislukt weer.',
    'Hierdoor wordt niets verzonden. Wat verzonden moest worden, wordt bij de volgende ronde opnieuw beslist.',
    'Zo vaak als u wilt, op elk uur.',
  ],
  options: {},
  run: async ({ words, site, progress }) => {
    noWords(words);
    const at = await site();
    progress.step('langs de mislukte berichten');
    const redriven = await at.redrive();
    const isLeft = Object.values(redriven.queues).some(({ parked = 0, failed = 0 }) => parked + failed > 0);
    return { isDone: redriven.isDone && !isLeft, json: redriven, lines: lines(redriven) };
  },
};
