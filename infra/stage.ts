import type { App } from 'aws-cdk-lib';
import { PipelineStack } from './pipeline-stack.ts';
import { RegistersStack } from './registers-stack.ts';
import type { Settings, StageName } from './settings.ts';

/** The two stacks of a stage: what stays, and what is deployed anew each time. */
export const addStage = (app: App, stage: StageName, settings: Settings) => {
  const env = { region: settings.region };
  const registers = new RegistersStack(app, `Tijdig-${stage}-Registers`, { env });
  const pipeline = new PipelineStack(app, `Tijdig-${stage}-Pipeline`, { env, stage, settings, registers });
  return { registers, pipeline };
};
