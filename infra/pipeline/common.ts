import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { access } from '../constructs/access.ts';
import { Alarms } from '../constructs/alarms.ts';
import type { RegistersStack } from '../registers-stack.ts';
import { serviceHashes } from '../service-hashes.ts';
import type { Settings, StageName } from '../settings.ts';

export type PipelineProps = {
  readonly stage: StageName;
  readonly settings: Settings;
  readonly registers: RegistersStack;
};

/** Time a function has: a minute for one that works a queue, close to Lambda's longest for one that goes over everything. */
export const MINUTE = Duration.seconds(60);
export const LONG = Duration.minutes(14);

/** What every part of the pipeline is given: the registers, who may do what with them, and the settings as variables. */
export const commonOf = (scope: Construct, { stage, settings, registers }: PipelineProps) => ({
  stage,
  settings,
  registers,
  key: registers.key,
  may: access(registers),
  alarms: new Alarms(scope, 'Alarms', registers.key),
  tables: { AGENDA_TABLE: registers.agenda.tableName, NOTICES_TABLE: registers.notices.tableName },
  EPOCH: `${settings.epoch}`,
  RESIDENTS_TABLE: registers.residents.tableName,
  SERVICES: JSON.stringify(serviceHashes(settings)),
  SEGMENTS: `${settings.segments}`,
  MUNICIPALITY: settings.municipality.code,
});
export type Common = ReturnType<typeof commonOf>;
