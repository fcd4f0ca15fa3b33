import { at, faults, isOurKey, listed, ofType, type Row, targetOf } from './template.ts';

/** Those that go over everything may take 14 minutes; all others a minute. */
const LONG = /^(Scan|Intake|CloseBatch|Sweep|Reconcile)(Worker)?Function/;

/** Every function: Node 24, memory and time set, traced, with a role and an encrypted log group that no other has. */
export const functions: Row = (template) => {
  const all = ofType(template, 'AWS::Lambda::Function');
  const times = (path: string, value: unknown) =>
    all.filter(([, one]) => targetOf(at(one, path)) === targetOf(value)).length;
  return all.flatMap(([id, one]) => {
    const role = at(one, 'Properties.Role');
    const group = at(one, 'Properties.LoggingConfig.LogGroup');
    return faults(id, {
      'is not on Node 24': at(one, 'Properties.Runtime') !== 'nodejs24.x',
      'is not on ARM': listed(at(one, 'Properties.Architectures')).join() !== 'arm64',
      'leaves its memory to chance': at(one, 'Properties.MemorySize') === undefined,
      'may take too long': Number(at(one, 'Properties.Timeout') ?? 0) > (LONG.test(id) ? 840 : 60),
      'leaves its time to chance': at(one, 'Properties.Timeout') === undefined,
      'is not traced': at(one, 'Properties.TracingConfig.Mode') !== 'Active',
      'shares its role': targetOf(role) === undefined || times('Properties.Role', role) !== 1,
      'has no log group of its own':
        targetOf(group) === undefined || times('Properties.LoggingConfig.LogGroup', group) !== 1,
    });
  });
};

/** Every log group: read by our key only, and not kept for ever. */
export const logGroups: Row = (template) =>
  ofType(template, 'AWS::Logs::LogGroup').flatMap(([id, group]) =>
    faults(id, {
      'keeps its lines for ever': at(group, 'Properties.RetentionInDays') === undefined,
      'is not encrypted with our key': !isOurKey(template, at(group, 'Properties.KmsKeyId')),
    }),
  );

/** Every mapping: one failed message does not bring the others back, and no more at once than was thought of. */
export const mappings: Row = (template) =>
  ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([id, mapping]) =>
    faults(id, {
      'repeats a whole batch for one failure': !listed(at(mapping, 'Properties.FunctionResponseTypes')).includes(
        'ReportBatchItemFailures',
      ),
      'has no bound': !(Number(at(mapping, 'Properties.ScalingConfig.MaximumConcurrency')) >= 2),
    }),
  );
