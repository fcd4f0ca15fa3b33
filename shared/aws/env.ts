import * as z from 'zod';

/** Reads the environment once, at cold start: a missing variable stops a function before its first message. */
export const readEnv = <S extends z.ZodType>(schema: S): z.output<S> => schema.parse(process.env);

/** What the infrastructure must provide for a schema: the same names, as strings. */
export type EnvOf<S extends z.ZodType> = { readonly [name in keyof z.input<S>]: string };

/** A variable that holds JSON of the given shape. */
export const jsonOf = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(schema);
