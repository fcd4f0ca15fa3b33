import { App } from 'aws-cdk-lib';
import { bundleAll } from './build/bundle.ts';
import { type StageName, settingsOf, stageNames } from './settings.ts';
import { addStage } from './stage.ts';

const app = new App();
await bundleAll();

const wanted = app.node.tryGetContext('stage') as StageName | undefined;
if (wanted !== undefined && !stageNames.includes(wanted))
  throw new Error(`there is no stage ${wanted}; there are ${stageNames.join(', ')}`);

const municipality = {
  code: app.node.tryGetContext('municipality'),
  name: app.node.tryGetContext('municipalityName'),
};
for (const stage of wanted === undefined ? stageNames : [wanted]) addStage(app, stage, settingsOf(stage, municipality));

app.synth();
