import * as z from 'zod';
import { stageName } from '#shared/domain/agenda.ts';
import { sha256 } from './sha256.ts';

/**
 * The services that are on in this stage, with two hashes each: `rule` over what decides who is due and when (with the
 * municipality), `whole` over that and the texts; and the stages of it that are off unless the settings name them. Computed at synth from the sources, so a deployment cannot disagree with itself.
 */
export const servicesOn = z.record(
  z.string(),
  z.object({ rule: z.string(), whole: z.string(), extraStages: z.array(stageName).optional() }),
);
export type ServicesOn = z.infer<typeof servicesOn>;

/**
 * Per service the hash that its agendas must have been evaluated with: of its rule, and of the tables that they lie in. Agendas
 * put back from a backup lack what fell due since, and no record has changed that would say so.
 * @param tableEpoch the deployed one (`tableEpochOf`)
 */
export const ruleHashes = (on: ServicesOn, tableEpoch: string): Record<string, string> =>
  Object.fromEntries(Object.entries(on).map(([id, { rule }]) => [id, sha256(`${rule} ${tableEpoch}`).slice(0, 16)]));

/** The hash of a service as it decides and writes now. A service that is not on has none. */
export const wholeHashOf =
  (on: ServicesOn) =>
  (service: string): string => {
    const hashes = on[service];
    if (!hashes) throw new Error(`the service ${service} is not on`);
    return hashes.whole;
  };
