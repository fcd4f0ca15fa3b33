import type { StageName } from '#shared/domain/agenda.ts';
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

/** A service that is on in this stage, and which of its stages are that are off elsewhere. */
type On = Readonly<Record<string, { readonly extraStages?: readonly StageName[] | undefined }>>;

/** The services that are on, each asking for the stages that the settings name. */
export const servicesOf = (on: On): Service[] =>
  Object.entries(on).map(([id, { extraStages = [] }]) => {
    const service = serviceOf(id);
    return { ...service, due: (record, context) => service.due(record, { extraStages, ...context }) };
  });

/** Looks up a service among those that are on in this stage. */
export const servicesById = (on: On): ((id: string) => Service | undefined) => {
  const byId = new Map(servicesOf(on).map((service) => [service.id, service]));
  return (id) => byId.get(id);
};
