import { App } from 'aws-cdk-lib';
import { checkBestPractices } from './best-practices.ts';
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
const stages = wanted === undefined ? stageNames : [wanted];
const stacks = stages.map((stage) => addStage(app, stage, settingsOf(stage, municipality)));
// A local run brings up one stage many times a day; the check is for whoever synthesises them all.
if (wanted === undefined)
  checkBestPractices(
    app,
    stacks.flatMap(({ registers, pipeline }) => [registers, pipeline]),
  );

app.synth();
