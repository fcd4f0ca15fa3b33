import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SimulatedClock } from './clock.ts';
import type { Fauxqs } from './fauxqs.ts';
import type { LocalFunction } from './function.ts';
import type { Meter } from './meter/meter.ts';
import type { Place } from './place.ts';
import type { Statement } from './statements.ts';

/** A line that a function logged, at a simulated instant. */
export type Log = {
  readonly at: string;
  readonly function: string;
  readonly line: Readonly<Record<string, unknown>>;
};

export type QueueUp = { readonly name: string; readonly url: string; readonly arn: string };

export type ScheduleUp = {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly target: { readonly arn: string; readonly input: string };
};

export type RuleUp = {
  readonly name: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly targets: readonly string[];
};

export type MappingUp = {
  readonly queue: QueueUp;
  readonly function: LocalFunction;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly partial: boolean;
};

export type SesUp = {
  readonly identities: Set<string>;
  readonly configurationSets: Set<string>;
  /** Where the events of a configuration set go, and which of them. */
  readonly destinations: { readonly set: string; readonly topic: string; readonly types: ReadonlySet<string> }[];
};

export type TextsUp = {
  /** Configuration sets by name: where their events go, and which of them. */
  readonly configurationSets: Map<string, { readonly topic?: string; readonly types: ReadonlySet<string> }>;
  /** Protect configurations by id: the countries that each blocks. */
  readonly protections: Map<string, ReadonlySet<string>>;
  /** As `<sender>/<country>`. */
  readonly senderIds: Set<string>;
};

/** Everything that stands, filled kind by kind while the templates are brought up. */
export type World = {
  readonly place: Place;
  readonly clock: SimulatedClock;
  readonly dynamo: DynamoDBClient;
  readonly fauxqs: Fauxqs;
  readonly ses: SesUp;
  readonly texts: TextsUp;
  readonly tables: Map<string, string>;
  readonly buckets: Map<string, string>;
  /** Buckets that tell EventBridge of new objects. */
  readonly telling: Set<string>;
  readonly queues: QueueUp[];
  /** Values by ARN, and the ARNs by what people call the secrets. */
  readonly secrets: Map<string, string>;
  readonly secretNames: Map<string, string>;
  readonly functions: LocalFunction[];
  readonly mappings: MappingUp[];
  readonly schedules: ScheduleUp[];
  readonly rules: RuleUp[];
  /** What each role may do, by its ARN, and the role of each function and schedule, by their names. */
  readonly statements: Map<string, Statement[]>;
  readonly roleOf: Map<string, string>;
  readonly assetOf: (objectKey: string) => string;
  readonly workers: number;
  readonly onLog: (log: Log) => void;
  readonly meter: Meter;
};
