import type { ApprovalStage } from '#shared/domain/approval.ts';
import type { Status } from '../commands/status.ts';
import { facts } from '../table.ts';
import { several, shortDay, shortMoment } from '../words.ts';
import { standstillLines } from './runs.ts';

export const statusLines = ({
  at,
  halts,
  isRestored,
  notEvaluated,
  approved,
  lastRun,
  work,
  failed,
}: Status): string[] => [
  ...facts([
    ['nu', shortMoment(at)],
    [
      'laatste dag',
      lastRun
        ? `${shortDay(lastRun.date)}: ${lastRun.planned} gepland, ${lastRun.settled} klaar, ${lastRun.isOpen ? 'nog niet afgesloten' : 'afgesloten'}`
        : 'nog geen',
    ],
    [
      'werkvoorraad',
      `${several(work.open, 'zaak', 'zaken')} voor een medewerker${work.overdue > 0 ? `, ${work.overdue} over tijd` : ''}`,
    ],
    ['mislukt', failedWords(failed)],
    [
      'nakijken',
      notEvaluated.length === 0
        ? 'iedereen is nagekeken met de regels van nu'
        : `nog niet iedereen is nagekeken voor ${notEvaluated.join(', ')}; tot dan gaat daarvan niets uit`,
    ],
    ...Object.entries(approved).map(([service, stage]) => ['dienst', `${service}: ${APPROVED[stage]}`] as const),
  ]),
  ...standstillLines({ halts, isRestored }),
];

const APPROVED: Readonly<Record<ApprovalStage, string>> = {
  new: 'deze versie is niet goedgekeurd, er gaat niets van uit',
  trial: 'proef, tot de tweede goedkeuring',
  open: 'goedgekeurd',
};

const failedWords = (failed: Status['failed']): string => {
  const queues = Object.entries(failed);
  if (queues.length === 0) return 'niets';
  return `${queues.map(([name, count]) => `${count} in ${name}`).join(', ')} (zie npm run ops -- help redrive)`;
};
