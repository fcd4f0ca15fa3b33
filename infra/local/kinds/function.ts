import * as z from 'zod';
import { localFunction } from '../function.ts';
import type { Found, Kind } from '../kind.ts';
import { arnOf, type Place } from '../place.ts';
import type { World } from '../world.ts';

const properties = z.looseObject({
  Code: z.object({ S3Key: z.string(), S3Bucket: z.unknown() }),
  Handler: z.string(),
  Role: z.string(),
  Runtime: z.string().regex(/^nodejs/),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()) }).default({ Variables: {} }),
});

/** A function as it would be deployed: its bundle, its environment, its time and memory limits. */
export const lambdaFunction: Kind = {
  type: 'AWS::Lambda::Function',
  identify: ({ physical }, _, place) => ({
    ref: physical,
    attributes: { Arn: arnOf(place, 'lambda', `function:${physical}`) },
  }),
  bringUp: (found, world) => {
    const { Code, Handler, Role, Timeout, MemorySize, Environment, ...rest } = properties.parse(found.properties);
    const { name } = found;
    if (world.functions.some((other) => other.name === name))
      throw new Error(`two functions are called ${name}: are there several stages in the folder?`);
    const root = world.assetOf(Code.S3Key);
    world.roleOf.set(name, Role.split('/').at(-1) as string);
    world.functions.push(
      localFunction({
        name,
        root,
        arn: found.attributes.Arn as string,
        handler: Handler,
        environment: { ...environmentOf(found, world.place, root, MemorySize), ...Environment.Variables },
        timeoutSeconds: Timeout,
        memory: MemorySize,
        workers: Math.min(world.workers, rest.ReservedConcurrentExecutions ?? world.workers),
        clock: world.clock,
        onLine: (line) => world.onLog({ at: world.clock.now().toISOString(), function: name, line: asJson(line) }),
      }),
    );
  },
};

/** What Lambda itself puts into the environment. The access key is the function's name, so that the gateway knows it. */
const environmentOf = (
  { name, ref }: Pick<World['functions'][number], 'name'> & { readonly ref: string } & Partial<Found>,
  { region, endpoint }: Place,
  root: string,
  memory: number,
): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: name,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_LAMBDA_FUNCTION_NAME: ref,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${memory}`,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  LAMBDA_TASK_ROOT: root,
  TZ: ':UTC',
});

const asJson = (line: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : { text: line };
  } catch {
    return { text: line };
  }
};
