import type { Halt } from '#shared/store/switches.ts';
import { because } from '../why/reasons.ts';
import { haltWords, shortMoment } from '../words.ts';

/** Reasons for which a channel halts itself; any other is what a person typed, or the provider's own code. */
const ITSELF: Readonly<Record<string, string>> = {
  'bounce-rate': 'te veel berichten komen niet aan',
  'complaint-rate': 'te veel berichten worden als ongewenst gemeld',
};
/** How reasons begin of the guard, and of an approval that was withdrawn: who did that comes after it. */
const UNUSUAL = 'unusual:';
const WITHDRAWN = 'approval-withdrawn:';

/** `kanaal e-mail, sinds 24-11-2026 10:05, door Anna: storing` */
export const haltLine = ({ name, at, ...halt }: Halt): string => {
  const { by, why } = told(halt);
  return `${haltWords(name)}${at ? `, sinds ${shortMoment(at)}` : ''}, door ${by ?? 'het systeem zelf'}: ${why}`;
};

const told = ({ reason = 'zonder reden', by }: Omit<Halt, 'name' | 'at'>) => {
  if (reason.startsWith(WITHDRAWN)) return { by: reason.slice(WITHDRAWN.length), why: 'goedkeuring ingetrokken' };
  return { by, why: ITSELF[reason] ?? (reason.startsWith(UNUSUAL) ? because(reason) : reason) };
};

export const haltLines = (halts: readonly Halt[]): string[] => halts.map((each) => `  ${haltLine(each)}`);
