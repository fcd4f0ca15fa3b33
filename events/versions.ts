import * as z from 'zod';

type OfVersion = { readonly v: number };

type Before<Previous extends OfVersion, Upgraded> = {
  readonly previous: z.ZodType<Previous>;
  /** What the previous version says, said as the current one; what it did not say yet is undefined. */
  readonly upgrade: (old: Previous) => Upgraded;
};

/**
 * What our own functions tell each other, by version. A reader takes the current version and the one before, so that a deployment
 * or a rollback finds messages of the other version on the queues and loses none. Any other version does not parse: the
 * message fails, comes again, and is parked among the dead letters with an alarm. Of every version there is an example in
 * `events/examples/<event>.v<N>.json`, kept as it was once sent.
 *
 * Messages that AWS makes (a file that landed, what became of a mail or text) have no `v` of ours and are not made by this.
 * @param current an object with its number as the literal `v`, or a union of such objects
 */
export const versions = <Current extends OfVersion, Previous extends OfVersion = never, Upgraded = never>(
  current: z.ZodType<Current>,
  before?: Before<Previous, Upgraded>,
): z.ZodType<Current | Upgraded> & { readonly numbers: readonly number[] } => {
  if (!before) return Object.assign(current, { numbers: [numberOf(current)] });
  const { previous, upgrade } = before;
  const either = z.union([current, previous.transform((old) => upgrade(old))]);
  return Object.assign(either as z.ZodType<Current | Upgraded>, { numbers: [numberOf(current), numberOf(previous)] });
};

const numberOf = (schema: z.core.$ZodType): number => {
  if (schema instanceof z.ZodUnion) return numberOf(schema.options[0] as z.core.$ZodType);
  const v = schema instanceof z.ZodObject ? schema.shape.v : undefined;
  if (!(v instanceof z.ZodLiteral)) throw new Error('a message without its version');
  return Number(v.value);
};
