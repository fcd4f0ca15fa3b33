import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { policyDocument } from '../statements.ts';

const policy = z.looseObject({ PolicyDocument: policyDocument });

export const role: Kind = {
  type: 'AWS::IAM::Role',
  identify: ({ physical }, _, { account }) => ({
    ref: physical,
    attributes: { Arn: `arn:aws:iam::${account}:role/${physical}`, RoleId: physical },
  }),
  bringUp: ({ ref, properties }, { statements }) => {
    const inline = z.array(policy).default([]).parse(properties.Policies);
    add(
      statements,
      ref,
      inline.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
    );
  },
};

const attached = policy.extend({ Roles: z.array(z.string()) });

/** Statements that are kept beside the role they belong to. */
export const rolePolicy: Kind = {
  type: 'AWS::IAM::Policy',
  identify: ({ physical }) => ({ ref: physical, attributes: { Id: physical } }),
  bringUp: ({ properties }, { statements }) => {
    const { PolicyDocument, Roles } = attached.parse(properties);
    for (const name of Roles) add(statements, name, PolicyDocument.Statement);
  },
};

const add = <T>(all: Map<string, T[]>, role: string, more: readonly T[]): void =>
  void all.set(role, [...(all.get(role) ?? []), ...more]);
