import * as z from 'zod';
import { perRegister } from './register.ts';
import type { Band, FreshnessDays, Service } from './service.ts';

/** What of a service's own limits is different in one stage: each that is given takes the place of the service's whole. */
export const limits = z.object({
  band: z.object({ least: z.number().min(0), most: z.number().min(0) }).optional(),
  freshnessDays: perRegister(z.number().int().min(0)).optional(),
});
/** As the settings write it. */
export type Limits = { readonly band?: Band | undefined; readonly freshnessDays?: FreshnessDays | undefined };

/** The service with the limits of this stage. */
export const withLimits = (service: Service, { band, freshnessDays }: Limits = {}): Service => ({
  ...service,
  ...(band && { band }),
  ...(freshnessDays && { freshnessDays }),
});
