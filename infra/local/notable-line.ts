import type { Log } from './world.ts';

/** Lines that functions log of which somebody who looks on wants to know, and how to say them. */
const NOTABLE: Readonly<Record<string, string>> = {
  'delivery-cut': 'taken in',
  'delivery-known': 'known already, nothing to do',
  'delivery-refused': 'REFUSED',
  planned: 'planned',
  'batch-closed': 'letters to the printer',
  'service-left-out': 'LEFT OUT',
  'service-halted': 'SERVICE HALTED',
  'run-not-made': 'NO RUN',
  'agendas-malformed': 'AGENDAS THAT CANNOT BE READ',
  'waiting-for-capacity': 'waiting for',
  'allowance-too-small': 'ALLOWANCE TOO SMALL',
  'print-report-refused': 'REPORT OF THE PRINT HOUSE REFUSED',
  'breaker-tripped': 'CHANNEL HALTED',
  'channel-held': 'CHANNEL HELD',
  'work-overdue': 'OVERDUE ON THE WORKLIST',
};

/** `taken in: persons 269, contested 1` — the numbers and reasons of a line worth showing. */
export const notableLine = ({ line }: Log): string | undefined => {
  const said = NOTABLE[String(line.msg)];
  if (said === undefined) return undefined;
  const facts = Object.entries(line).flatMap(([name, value]) =>
    typeof value === 'number' || name === 'oldest'
      ? [`${name} ${value}`]
      : ['reason', 'service', 'channel'].includes(name)
        ? [String(value)]
        : [],
  );
  return facts.length === 0 ? said : `${said}: ${facts.join(', ')}`;
};
