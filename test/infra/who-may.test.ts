import { beforeAll, describe, expect, it } from 'vitest';
import { type StageName, settings, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { at, listed, ofType, type StageTemplate, type Statement, statementsOf, textOf } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

const statements = (stage: StageName): [string, Statement][] =>
  ofType(templates[stage], 'AWS::IAM::Policy').flatMap(([id, policy]) =>
    statementsOf(at(policy, 'Properties.PolicyDocument')).map((one): [string, Statement] => [id, one]),
  );

describe.each(stageNames)('stage %s', (stage) => {
  it('lets only one function send mail, and outside production to nobody but the allow-list', () => {
    const sending = statements(stage).filter(([, { Action }]) => listed(Action).includes('ses:SendRawEmail'));
    expect(sending).toHaveLength(1);
    const recipients = { 'ForAllValues:StringLike': { 'ses:Recipients': settings[stage].allowedRecipients } };
    expect(sending[0]?.[1].Condition).toEqual(stage === 'production' ? undefined : recipients);
  });

  it('lets decide, the sweep and a channel that is throttled ring for dispatch; redrive cannot', () => {
    const sending = (queue: string) =>
      statements(stage)
        .filter(([, { Action }]) => listed(Action).includes('sqs:SendMessage'))
        .filter(([, { Resource }]) => listed(Resource).some((one) => textOf(one).startsWith(`<${queue}`)))
        .map(([id]) => id.replace(/(Worker)?RoleDefaultPolicy\w+$/, ''));
    expect(sending('DispatchEmail').sort()).toEqual(['Decide', 'DispatchEmail', 'Sweep']);
    expect(sending('DispatchSms').sort()).toEqual(['Decide', 'DispatchSms', 'Sweep']);
    expect(sending('DispatchLetter').sort()).toEqual(['Decide', 'Sweep']);
    expect(sending('Candidates').sort()).toEqual(['Decide', 'Redrive', 'Scan', 'Sweep']);
  });

  it('lets the printer read closed batches, put reports, and nothing else', () => {
    const printer = statements(stage).filter(([id]) => id.startsWith('Printer'));
    const may = Object.fromEntries(
      printer.flatMap(([, { Action, Resource }]) =>
        listed(Action).map((action) => [action, listed(Resource).map(textOf)]),
      ),
    );
    expect(may).toEqual({
      's3:GetObject': ['<LettersDC1467AC>/closed/*'],
      's3:ListBucket': ['<LettersDC1467AC>'],
      's3:PutObject': ['<LettersDC1467AC>/reports/*'],
      'kms:Decrypt': ['<Key961B73FD>'],
      'kms:GenerateDataKey': ['<Key961B73FD>'],
    });
  });

  it('lets nobody but the reader of print reports put events of its own, and redrive put back what failed', () => {
    const putting = statements(stage).filter(
      ([, { Action, Resource }]) =>
        listed(Action).includes('sqs:SendMessage') &&
        listed(Resource).some((one) => textOf(one).startsWith('<RecordSourceQueue')),
    );
    expect(putting.map(([id]) => id.replace(/RoleDefaultPolicy.*/, ''))).toEqual(['PrintReportWorker', 'Redrive']);
  });

  it('lets only those who make and read tags have the key of the tags', () => {
    const reading = statements(stage).filter(
      ([, { Action, Resource }]) =>
        listed(Action).includes('secretsmanager:GetSecretValue') &&
        listed(Resource).some((one) => textOf(one).startsWith('<Tag')),
    );
    expect(reading.map(([id]) => id.replace(/WorkerRoleDefaultPolicy.*/, '')).sort()).toEqual([
      'DispatchEmail',
      'DispatchSms',
      'Record',
    ]);
  });
});
