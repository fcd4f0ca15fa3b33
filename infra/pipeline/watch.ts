import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Alarms } from '../constructs/alarms.ts';

type Logging = { readonly logs: LogGroup };
type Watched = { readonly [name in 'scan' | 'sweep' | 'intake' | 'record' | 'reports' | 'email' | 'sms']: Logging };

/** What no queue shows: a day without a completed run, a run not made, a service halted or left out, a file refused, an event of nobody, a channel held, work undone. */
export const watch = (alarms: Alarms, { scan, sweep, intake, record, reports, email, sms }: Watched): void => {
  alarms.add('NoRun', {
    metric: alarms.lines('NoRun', sweep.logs, 'run-closed', Duration.hours(1)),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    periods: 26,
    missing: TreatMissingData.BREACHING,
    text: 'In 26 uur is geen enkele ronde afgerond: inwoners worden misschien niet bereikt',
  });
  const once = { threshold: 1, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
  const line = (id: string, { logs }: Logging, msg: string, text: string) =>
    alarms.add(id, { ...once, metric: alarms.lines(id, logs, msg, Duration.minutes(5)), text });
  line(
    'Unusual',
    scan,
    'service-halted',
    'Een dienst is stilgezet voordat iemand bericht kreeg: er komen ongewoon veel of weinig inwoners aan de beurt (docs/runbook.md)',
  );
  line(
    'NotMade',
    scan,
    'run-not-made',
    'Er is vandaag geen ronde gemaakt: er ontbreken agenda’s of ze zijn onleesbaar. Niemand krijgt bericht (docs/runbook.md)',
  );
  line(
    'Malformed',
    scan,
    'agendas-malformed',
    'Er zijn agenda’s die niet te lezen zijn: deze inwoners krijgen geen bericht (docs/runbook.md)',
  );
  line(
    'LeftOut',
    scan,
    'service-left-out',
    'Een dienst doet vandaag niet mee: zonder akkoord, stilgezet, met oude gegevens of nog niet opnieuw beoordeeld (docs/runbook.md)',
  );
  line(
    'TooSlow',
    scan,
    'allowance-too-small',
    'Er mogen te weinig berichten per dag uit: inwoners die wachten, krijgen hun bericht misschien niet op tijd',
  );
  for (const [id, each] of Object.entries({ RestoredScan: scan, RestoredSweep: sweep }))
    line(
      id,
      each,
      'restored-tables',
      'De tabellen zijn teruggezet uit een reservekopie: er gaat niets uit totdat is nagegaan wat al was verstuurd (docs/runbook.md)',
    );
  line('Refused', intake, 'delivery-refused', 'Een aangeleverd bestand is geweigerd: wij werken met oude gegevens');
  line(
    'ReportRefused',
    reports,
    'print-report-refused',
    'Een bestand van de drukker is geweigerd: wij merken niet dat brieven niet aankomen',
  );
  line(
    'ReportRows',
    reports,
    'print-rows-rejected',
    'Regels in een bestand van de drukker kloppen niet: van die brieven weten wij niet of ze aankomen',
  );
  line(
    'Tripped',
    record,
    'breaker-tripped',
    'Een kanaal is stilgezet: te veel berichten kwamen terug of werden als ongewenst gemeld. Inwoners wachten',
  );
  const held = (what: string) =>
    `De aanbieder weigert alles: inwoners krijgen geen ${what} tot het kanaal is vrijgegeven`;
  line('EmailHeld', email, 'channel-held', held('e-mail'));
  line('SmsHeld', sms, 'channel-held', held('sms'));
  alarms.add('OverdueWork', {
    ...once,
    metric: alarms.lines('OverdueWork', sweep.logs, 'work-overdue', Duration.hours(1)),
    text: 'Werk is over de afgesproken dag: inwoners voor wie een medewerker iets moet doen, horen zolang niets (docs/runbook.md)',
  });
  line('Orphan', record, 'event-of-unknown-notice', 'Er is een melding over een bericht dat wij niet kennen');
};
