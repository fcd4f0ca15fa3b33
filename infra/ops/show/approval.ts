import { type Approval, type Refusal, stageOf, TRIAL, type Version } from '#shared/domain/approval.ts';
import { facts } from '../table.ts';
import { shortMoment } from '../words.ts';

const STAGES = {
  new: 'niet goedgekeurd: er gaat niets van uit',
  trial: 'proef: wacht op de tweede goedkeuring',
  open: 'goedgekeurd: gaat naar iedereen die aan de beurt is',
} as const;

/** How far a version is approved, by whom, and how many messages its trial took. */
export const approvalLines = (known: Approval, { author }: Version): string[] => {
  const { service, hash, first, second, withdrawn, seats } = known;
  const said = (each: Approval['first']) => (each ? `${each.by}, ${shortMoment(each.at)}` : '–');
  const stage = stageOf(known);
  return facts([
    ['dienst', service],
    ['versie', hash],
    ['gemaakt door', author],
    ['eerste', said(first)],
    ['tweede', said(second)],
    ...(withdrawn ? [['ingetrokken', said(withdrawn)] as const] : []),
    ['stand', withdrawn ? 'ingetrokken: er gaat niets meer van uit' : STAGES[stage]],
    ...(stage === 'trial' ? [['proef', `${Object.keys(seats).length} van ${TRIAL} berichten`] as const] : []),
  ]);
};

export const refusalWords: Readonly<Record<Refusal, string>> = {
  'not-deployed': 'deze dienst staat hier niet aan.',
  'another-version': 'dit is niet de versie die hier staat.',
  nobody: 'zeg wie u bent.',
  author: 'wie de dienst maakte, keurt haar niet goed.',
  'same-person': 'u gaf al de eerste goedkeuring; de tweede is voor iemand anders.',
  open: 'deze versie is al door twee mensen goedgekeurd.',
  withdrawn: 'de goedkeuring van deze versie is ingetrokken; dat is voorgoed.',
};
