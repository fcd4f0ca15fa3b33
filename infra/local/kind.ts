import type { Place } from './place.ts';
import type { Identity, Resolve } from './resolve.ts';
import type { World } from './world.ts';

/** A resource of a template, before its properties are worked out. */
export type Found = {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  /** What people call it, from its logical id: `dispatch-email`, `evaluations-dead-letters`. */
  readonly name: string;
  /** Its name where CloudFormation would make one up: stable, so that a data directory is found again. */
  readonly physical: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** How one type of resource is told apart and brought up. */
export type Kind = {
  readonly type: string;
  readonly identify: (found: Found, resolve: Resolve, place: Place) => Identity;
  /** `properties` with every intrinsic function worked out. Runs in the order of the list of kinds. */
  readonly bringUp: (found: Found & Identity, world: World) => Promise<void> | void;
};
