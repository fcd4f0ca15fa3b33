import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleAll, bundleFolder, bundles } from '#infra/build/bundle.ts';
import { inventedPersons } from '../invented-persons.ts';
import { municipalityName } from '../municipality-name.ts';
import { progressOn } from '../progress.ts';
import { gatherResults } from '../results.ts';
import { runAccount } from '../run-account.ts';
import { startLocal } from '../stack.ts';
import { synth } from '../synth.ts';
import { budgetLines, exitCode, judge } from './judge.ts';
import { measureBill, measureBundles } from './measure.ts';

/** Enough that what a day costs once does not show in what a notice or a resident costs. */
const RESIDENTS = 2000;

const progress = progressOn(process.stdout);

/** The main job on a town of so many: delivered, decided, sent, closed, swept. */
const billOfDay = async (residents: number) => {
  const town = inventedPersons(residents);
  const cdkOut = await synth({ ...town, municipalityName: municipalityName(town.municipality) });
  const stack = await startLocal({
    cdkOut,
    on: town.on,
    onWait: (busy) => progress.now(Object.keys(busy).join(' · ')),
  });
  try {
    await stack.runDay(town.on, {
      deliveries: town.deliveries(town.on),
      onStep: (what) => progress.step(`  ${what}`),
    });
    const run = { municipality: town.municipality, days: [town.on] };
    return runAccount(stack, await gatherResults(stack), run).billed;
  } finally {
    await stack.stop();
    rmSync(cdkOut, { recursive: true, force: true });
  }
};

const main = async (): Promise<number> => {
  progress.step(`one day of the invented town, with ${RESIDENTS} ordinary residents`);
  const bill = await billOfDay(RESIDENTS);
  await bundleAll();
  const sizes = Object.keys(bundles).map((name) => [name, sizeOf(name as keyof typeof bundles)]);
  const verdicts = judge([...measureBill(bill), ...measureBundles(Object.fromEntries(sizes))]);
  const { email, letter } = bill.perNotice;
  progress.line();
  progress.line(`${email.notices} e-mails, ${letter.notices} letters, ${bill.perResidentScanned.residents} scanned`);
  for (const text of budgetLines(verdicts)) progress.line(text);
  return exitCode(verdicts);
};

const sizeOf = (name: keyof typeof bundles): number => statSync(join(bundleFolder(name), 'index.mjs')).size;

process.exit(await main());
