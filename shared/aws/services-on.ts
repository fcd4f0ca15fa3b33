import * as z from 'zod';
import { stageName } from '#shared/domain/agenda.ts';

/**
 * The services that are on in this stage, with two hashes each: `rule` over what decides who is due and when (with the
 * municipality), `whole` over that and the texts; and the stages of it that are off unless the settings name them. Computed at synth from the sources, so a deployment cannot disagree with itself.
 */
export const servicesOn = z.record(
  z.string(),
  z.object({ rule: z.string(), whole: z.string(), extraStages: z.array(stageName).optional() }),
);
export type ServicesOn = z.infer<typeof servicesOn>;

/** Per service the hash that its agendas must have been evaluated with. */
export const ruleHashes = (on: ServicesOn): Record<string, string> =>
  Object.fromEntries(Object.entries(on).map(([id, { rule }]) => [id, rule]));

/** The hash of a service as it decides and writes now. A service that is not on has none. */
export const wholeHashOf =
  (on: ServicesOn) =>
  (service: string): string => {
    const hashes = on[service];
    if (!hashes) throw new Error(`the service ${service} is not on`);
    return hashes.whole;
  };
