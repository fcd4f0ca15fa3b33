import type { Entry } from './agenda.ts';
import type { Service } from './service.ts';

/** Inform and invite messages an addressee gets in `CAP_DAYS` days, over all services; and an address that several share. */
export const CAP = 2;
export const CAP_DAYS = 30;

/** Which of the messages that the cap allows. */
export type CapPlace = '1of2' | '2of2';

/** Why a message does not count for the cap. */
export type CapExemption = 'award' | 'confirm' | 'crisis' | 'recovery';

const EXEMPT_KINDS = {
  inform: undefined,
  invite: undefined,
  award: 'award',
  confirm: 'confirm',
} as const satisfies Record<Service['kind'], CapExemption | undefined>;

/** Why a message does not count for the cap; undefined for one that does. Telling somebody that mail bounced counts for none. */
export const capExemption = (
  { kind, crisis }: Pick<Service, 'kind' | 'crisis'>,
  { stage }: Pick<Entry, 'stage'>,
): CapExemption | undefined => {
  if (stage === 'recovery') return 'recovery';
  if (crisis) return 'crisis';
  return EXEMPT_KINDS[kind];
};

export const countsForCap = (service: Pick<Service, 'kind' | 'crisis'>, entry: Pick<Entry, 'stage'>): boolean =>
  capExemption(service, entry) === undefined;
