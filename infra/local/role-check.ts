import type { RecordedCall } from './call-record.ts';
import { allows, type Statement } from './statements.ts';

type Roles = {
  /** The role of each caller, by the caller's name. */
  readonly roleOf: ReadonlyMap<string, string>;
  readonly statements: ReadonlyMap<string, readonly Statement[]>;
};

/** The calls that AWS would have refused: no statement of the caller's role allows them. */
export const uncovered = (calls: readonly RecordedCall[], { roleOf, statements }: Roles): RecordedCall[] =>
  calls.filter(({ caller, action, resource, context }) => {
    const role = roleOf.get(caller);
    return role === undefined || !allows(statements.get(role) ?? [], action, resource, context);
  });

/** Statements that allow more than they name: a wildcard in an action. */
export const wildcardActions = ({ statements }: Roles): string[] =>
  [...statements].flatMap(([role, its]) =>
    its.flatMap(({ Action }) => Action.filter((action) => /[*?]/.test(action)).map((action) => `${role}: ${action}`)),
  );
