import { channel } from '#shared/domain/agenda.ts';
import type { Bill, PerNotice } from './bill.ts';
import type { Unit, Units } from './units.ts';

/** The bill as lines of text, for whoever ran the day: units per notice by channel, the scan, dollars. */
export const billLines = (bill: Bill): string[] => {
  const sent = channel.options.filter((each) => bill.perNotice[each].notices > 0);
  const { residents, rru = 0, dollarsPerMillion } = bill.perResidentScanned;
  return [
    'what this would have cost on AWS',
    ...sent.map((each) => line(each, perNotice(bill.perNotice[each]))),
    ...(residents === 0
      ? []
      : [
          line('scan', `${said(rru)} RRU per resident, ${money(dollarsPerMillion)} per million (${residents} scanned)`),
        ]),
    line('no message', money(bill.noMessage.dollars)),
    line('intake', `${money(bill.intake.dollars)} for registers and agendas`),
    line('in all', `${money(bill.dollars)}: ${facts(bill, IN_ALL)}`),
    ...NOTES.map((note) => `  ${note}`),
  ];
};

type Shown = readonly (readonly [Unit, string])[];

const PER_NOTICE: Shown = [
  ['wru', 'WRU'],
  ['rru', 'RRU'],
  ['sqs', 'SQS'],
  ['s3Put', 'S3 PUT'],
  ['s3Get', 'GET'],
  ['lambdaMs', 'ms Lambda'],
  ['logBytes', 'B of log'],
  ['sesRecipients', 'SES'],
  ['smsParts', 'parts'],
];
const IN_ALL: Shown = [
  ['wru', 'WRU'],
  ['rru', 'RRU'],
  ['sqs', 'SQS'],
  ['lambdaInvocations', 'invocations'],
  ['s3Put', 'S3 PUT'],
  ['s3Get', 'GET'],
  ['sesRecipients', 'SES'],
  ['smsParts', 'parts of texts'],
];
const NOTES = [
  'counted on embedded servers by the rules of AWS, list prices of us-east-1 without free tiers (infra/local/meter/prices.ts);',
  'Lambda time is this machine’s; not counted: empty receives of queues, keys, traces, alarms, storage, and the print house',
];

const perNotice = (each: PerNotice): string =>
  `${facts(each, PER_NOTICE)}, ${money(each.dollarsPer1000)} per 1,000 (${each.notices} sent)`;

const facts = (units: Units, shown: Shown): string =>
  shown.flatMap(([unit, name]) => (units[unit] ? [`${said(units[unit])} ${name}`] : [])).join(', ');

const said = (count: number): string =>
  Number.isInteger(count) || count >= 99.5 ? `${Math.round(count)}` : count.toPrecision(2);

const money = (dollars: number): string =>
  `$${dollars >= 0.1 || dollars === 0 ? dollars.toFixed(2) : dollars.toPrecision(2)}`;

const line = (name: string, text: string): string => `  ${name.padEnd(14)}${text}`;
