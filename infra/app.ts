import { App } from 'aws-cdk-lib';
import { bundleAll } from './build/bundle.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { RegistersStack } from './registers-stack.ts';
import { type StageName, settingsOf, stageNames } from './settings.ts';

const app = new App();
await bundleAll();

const wanted = app.node.tryGetContext('stage') as StageName | undefined;
if (wanted !== undefined && !stageNames.includes(wanted))
  throw new Error(`there is no stage ${wanted}; there are ${stageNames.join(', ')}`);

for (const stage of wanted === undefined ? stageNames : [wanted]) {
  const settings = settingsOf(stage, {
    code: app.node.tryGetContext('municipality'),
    name: app.node.tryGetContext('municipalityName'),
  });
  const env = { region: settings.region };
  const registers = new RegistersStack(app, `Tijdig-${stage}-Registers`, { env });
  new PipelineStack(app, `Tijdig-${stage}-Pipeline`, { env, stage, settings, registers });
}

app.synth();
