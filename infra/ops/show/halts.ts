import type { Halt } from '#shared/store/switches.ts';
import { because } from '../why/reasons.ts';
import { haltWords, shortMoment } from '../words.ts';

/** Reasons for which a channel halts itself; any other is what a person typed, or the provider's own code. */
const ITSELF: Readonly<Record<string, string>> = {
  'bounce-rate': 'te veel berichten komen niet aan',
  'complaint-rate': 'te veel berichten worden als ongewenst gemeld',
};

/** `kanaal e-mail, sinds 24-11-2026 10:05, door Anna: storing` */
export const haltLine = ({ name, reason = 'zonder reden', at, by }: Halt): string =>
  `${haltWords(name)}${at ? `, sinds ${shortMoment(at)}` : ''}, door ${by ?? 'het systeem zelf'}: ${whyHalted(reason)}`;

const whyHalted = (reason: string): string =>
  ITSELF[reason] ?? (reason.startsWith('unusual:') ? because(reason) : reason);

export const haltLines = (halts: readonly Halt[]): string[] => halts.map((each) => `  ${haltLine(each)}`);
