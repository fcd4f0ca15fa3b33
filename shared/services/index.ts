import type { Service } from '#shared/domain/service.ts';
import { travelDocumentExpiry } from './travel-document-expiry/service.ts';

/** Every service there is. A test compares this list with the folders. */
export const services: readonly Service[] = [travelDocumentExpiry];

/** The service of that id; throws when this deployment does not have it. */
export const serviceOf = (id: string): Service => {
  const service = services.find((each) => each.id === id);
  if (!service) throw new Error(`no such service: ${id}`);
  return service;
};

/** Looks up a service among those that are on in this stage. */
export const servicesById = (on: readonly string[]): ((id: string) => Service | undefined) => {
  const byId = new Map(on.map((id) => [id, serviceOf(id)]));
  return (id) => byId.get(id);
};
