import type { Notice } from '#shared/domain/notice.ts';
import { type Origin, readStep } from '#shared/domain/trail.ts';
import { shortMoment, stateWords } from '../words.ts';

/** The parts of the pipeline, as what they did. */
const originWords: Readonly<Record<Origin, string>> = {
  decide: 'bij de beslissing',
  dispatch: 'bij het verzenden',
  close: 'bij het sluiten van de drukronde',
  record: 'volgens de bezorger',
  sweep: 'bij de controle van elk kwartier',
  person: 'volgens een medewerker',
  redrive: 'na herhaald mislukken',
  reconcile: 'bij het herstel van de tabellen',
};

/** Every change of state of a message, a line each; a step that cannot be read is shown as it is. */
export const trailLines = ({ trail }: Pick<Notice, 'trail'>): string[] =>
  trail.length === 0
    ? []
    : [
        'Wat er gebeurde:',
        ...trail.map((text) => {
          const step = readStep(text);
          if (!step) return `  ${text}`;
          const what = step.to === 'REF' ? 'gaat mee in een ander bericht' : stateWords[step.to];
          return `  ${shortMoment(step.at)}  ${what}, ${originWords[step.by]}`;
        }),
      ];
