import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bundleAll } from '#infra/build/bundle.ts';
import { type StageName, settings, stageNames } from '#infra/settings.ts';
import { addStage } from '#infra/stage.ts';
import { at, type StageTemplate } from './table-k/template.ts';

/** What the command line tool tells the app; and nothing is copied, for nothing is deployed from here. */
const cdkJson = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as { context: object };
export const context = { ...cdkJson.context, 'aws:cdk:disable-asset-staging': true };

/** An app with these stages, as they are deployed. */
export const appOf = async (names: readonly StageName[] = stageNames) => {
  await bundleAll();
  const app = new App({ context });
  return { app, stages: names.map((stage) => ({ stage, ...addStage(app, stage, settings[stage]) })) };
};

/** What each stage deploys: its stacks in one, and what one stack imports of another written as the reference it is. */
export const templatesOf = async (
  names: readonly StageName[] = stageNames,
): Promise<Readonly<Record<StageName, StageTemplate>>> => {
  const { stages } = await appOf(names);
  const templates = stages.map(({ stage, registers, pipeline }) => [
    stage,
    merged(...[registers, pipeline].map((stack) => Template.fromStack(stack).toJSON() as StageTemplate)),
  ]);
  return Object.fromEntries(templates) as Record<StageName, StageTemplate>;
};

const merged = (...templates: readonly StageTemplate[]): StageTemplate => {
  const Outputs: StageTemplate['Outputs'] = Object.assign({}, ...templates.map((template) => template.Outputs ?? {}));
  const exported = new Map<unknown, unknown>(
    Object.values(Outputs).flatMap((output) => {
      const name = at(output, 'Export.Name');
      return name === undefined ? [] : [[name, output.Value] as const];
    }),
  );
  const Resources: StageTemplate['Resources'] = Object.assign({}, ...templates.map((template) => template.Resources));
  return JSON.parse(
    JSON.stringify({ Resources, Outputs }),
    (_, value: unknown) => exported.get(at(value, 'Fn::ImportValue')) ?? value,
  ) as StageTemplate;
};
