export type Resource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** What a stage deploys: the resources of all its stacks in one, so that a reference leads to what it names. */
export type StageTemplate = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>>;
};

/** One row of the table: what is wrong, one line for each resource and fault; nothing when the row holds. */
export type Row = (template: StageTemplate) => string[];

export type Statement = {
  readonly Effect: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

/** Every resource of these types, with its logical id. */
export const ofType = ({ Resources }: StageTemplate, ...types: readonly string[]): [string, Resource][] =>
  Object.entries(Resources).filter(([, { Type }]) => types.includes(Type));

/** What lies at a path of names, such as `Properties.RedrivePolicy.maxReceiveCount`. */
export const at = (from: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], from);

/** A list as it is; one value as a list of one. CloudFormation takes both in many places. */
export const listed = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The logical id that a `Ref` or `Fn::GetAtt` names. */
export const targetOf = (reference: unknown): string | undefined => {
  const named = at(reference, 'Ref') ?? listed(at(reference, 'Fn::GetAtt'))[0];
  return typeof named === 'string' ? named.split('.')[0] : undefined;
};

/** Text with its references written as `<LogicalId>`, so that what stands around them can be looked at. */
export const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const joined = at(value, 'Fn::Join') as [string, unknown[]] | undefined;
  return joined ? joined[1].map(textOf).join(joined[0]) : `<${targetOf(value) ?? JSON.stringify(value)}>`;
};

/** The findings about one resource: the sentences whose fault is there. */
export const faults = (id: string, sentences: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(sentences).flatMap(([sentence, isThere]) => (isThere ? [`${id} ${sentence}`] : []));

export const statementsOf = (policy: unknown): Statement[] => listed(at(policy, 'Statement')) as Statement[];

/** Whether a resource stays when its stack goes, or when a change would put another in its place. */
export const isKept = ({ DeletionPolicy, UpdateReplacePolicy }: Resource): boolean =>
  DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain';

/** Whether a value leads to a key of our own. */
export const isOurKey = (template: StageTemplate, value: unknown): boolean =>
  template.Resources[targetOf(value) ?? '']?.Type === 'AWS::KMS::Key';

/** Whether a policy refuses everybody who comes without TLS, at these resources. */
export const refusesPlainText = (policy: unknown, ...resources: readonly string[]): boolean =>
  statementsOf(policy).some(
    ({ Effect, Principal, Condition, Resource }) =>
      Effect === 'Deny' &&
      isEverybody(Principal) &&
      at(Condition, 'Bool') !== undefined &&
      (Condition as { Bool: Record<string, unknown> }).Bool['aws:SecureTransport'] === 'false' &&
      resources.every((one) => listed(Resource).map(textOf).includes(one)),
  );

export const isEverybody = (principal: unknown): boolean =>
  principal === '*' || listed(at(principal, 'AWS')).includes('*');
