import { type Channel, channel } from '#shared/domain/agenda.ts';
import { CAP, CAP_DAYS } from '#shared/domain/cap.ts';
import { dayOf, daysBetween } from '#shared/domain/dates.ts';
import type { Decision } from '#shared/domain/decide.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { isChannelStopped } from '#shared/domain/stops.ts';
import { serviceSwitch } from '#shared/domain/switch-names.ts';
import { channelWords, several, stateWords } from '../words.ts';
import type { Case, Matter } from './gather-case.ts';
import { because, closedWords } from './reasons.ts';

/** What would come of it today, and what else bears on it: the cap, and channels that are closed. */
export const openLines = (
  { today }: Matter,
  { agenda, entry }: NonNullable<Matter['lies']>,
  { now, service, stage, halts }: Case,
): string[] => {
  const day = dayOf(now);
  const isHalted = service && halts.some(({ name }) => name === serviceSwitch(service.id));
  const leftOut = stage === 'new' ? 'not-approved' : isHalted ? 'halted' : undefined;
  if (!service) return ['Wacht: de dienst staat uit.'];
  const told = agenda.sent.filter(({ on }) => daysBetween(on, day) < CAP_DAYS).length;
  return [
    entry.from > day
      ? `Nog niet aan de beurt: over ${several(daysBetween(day, entry.from), 'dag', 'dagen')}.`
      : todayLine(today, leftOut),
    `In de laatste ${CAP_DAYS} dagen kreeg de geadresseerde ${several(told, 'bericht', 'berichten')} van hoogstens ${CAP}.`,
    ...channel.options.flatMap((each) => closedLine(agenda, each)),
  ];
};

const todayLine = (decision: Decision | undefined, leftOut: string | undefined): string => {
  if (leftOut !== undefined) return `Wacht, omdat ${because(leftOut)}.`;
  switch (decision?.kind) {
    case undefined:
      return 'Wordt bij de volgende planning bekeken.';
    case 'dispatch':
      return `Kan uit per ${channelWords[decision.channel]}, zodra de planning van 10.05 uur er ruimte voor heeft.`;
    case 'defer':
      return `Wacht, omdat ${because(decision.reason)}. Morgen wordt het opnieuw bekeken.`;
    case 'suppress':
      return `Gaat niet uit, omdat ${because(decision.reason)}.`;
    case 'handOver':
      return `Is voor een medewerker, omdat ${because(decision.reason)}.`;
    case 'lapse':
      return `Gaat niet meer uit, omdat ${because('lapsed')}.`;
    case 'over':
      return closedWords['stage-over'];
    default:
      throw new Error(`no such decision: ${decision satisfies never}`);
  }
};

const closedLine = ({ suppressed, stops }: NonNullable<Matter['lies']>['agenda'], by: Channel): string[] => {
  const fact = suppressed[by];
  if (fact !== undefined)
    return [`Per ${channelWords[by]} kan niet meer: een eerder bericht is ${stateWords[fact as NoticeState] ?? fact}.`];
  return isChannelStopped(stops, by) ? [`Per ${channelWords[by]} wil de inwoner niet.`] : [];
};
