import * as z from 'zod';

/**
 * The services that are on in this stage, with two hashes each: `rule` over what decides who is due and when (with the
 * municipality), `whole` over that and the texts. Computed at synth from the sources, so a deployment cannot disagree with itself.
 */
export const servicesOn = z.record(z.string(), z.object({ rule: z.string(), whole: z.string() }));
export type ServicesOn = z.infer<typeof servicesOn>;
