import fc from 'fast-check';

/** An expression with all that its words stand for. */
export type Expression = {
  readonly text: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
};

/** Few names and values, so that what is asked is often there and often the same. */
const NAMES = ['a', 'b', 'c', 'v'] as const;
const name = fc.constantFrom(...NAMES);
const number = fc.constantFrom(-1, 0, 1, 2, 10, 2.5);
const text = fc.constantFrom('a', 'ab', 'b', 'QUEUED', 'é', '2026-11-24', '10');
const set = fc.oneof(
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((all) => new Set(all)),
  fc.uniqueArray(number, { minLength: 1, maxLength: 3 }).map((all) => new Set<unknown>(all)),
);
const bytes = fc.uint8Array({ minLength: 1, maxLength: 3 });
const scalar = fc.oneof(number, text, fc.boolean(), fc.constant(null));
/** In lists no `false`: dynalite never finds it there (see the limits). */
const listed = fc.oneof(number, text, fc.constant(true), fc.constant(null));
/** Lists and maps are only compared by AWS and the fake (see the limits): here they are held and handed on. */
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: set },
  { weight: 1, arbitrary: bytes },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(text, scalar, { maxKeys: 2 }) },
);

export const anItem = fc
  .record({ a: value, b: value, c: value, v: fc.oneof(number, value) }, { requiredKeys: [] })
  .map((item) => ({ ...item }));

/** Puts names and values in the place of `{a}` and of the marks in a text, each under a word of its own. */
const expression = (text: string, of: string, values: readonly unknown[] = []): Expression => ({
  text: text.replace(/\{(\w)\}/g, '#$1').replace(/\?(\d)/g, `:${of}$1`),
  names: Object.fromEntries([...text.matchAll(/\{(\w)\}/g)].map(([, each]) => [`#${each}`, each as string])),
  values: Object.fromEntries(values.map((each, nth) => [`:${of}${nth}`, each])),
});

const joined = (parts: readonly Expression[], by: (texts: readonly string[]) => string): Expression => ({
  text: by(parts.map((part) => part.text)),
  names: Object.assign({}, ...parts.map((part) => part.names)),
  values: Object.assign({}, ...parts.map((part) => part.values)),
});

const oneCondition = (of: string): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc
      .tuple(name, fc.constantFrom('attribute_exists', 'attribute_not_exists'))
      .map(([n, f]) => expression(`${f}({${n}})`, of)),
    fc
      .tuple(name, fc.constantFrom('=', '<>'), fc.oneof(scalar, set, bytes))
      .map(([n, sign, v]) => expression(`{${n}} ${sign} ?0`, of, [v])),
    fc
      .tuple(name, fc.constantFrom('<', '<=', '>', '>='), fc.oneof(number, text, bytes))
      .map(([n, sign, v]) => expression(`{${n}} ${sign} ?0`, of, [v])),
    fc.tuple(name, fc.tuple(listed, listed, listed)).map(([n, all]) => expression(`{${n}} IN (?0, ?1, ?2)`, of, all)),
    fc.tuple(name, text).map(([n, v]) => expression(`begins_with({${n}}, ?0)`, of, [v])),
    fc
      .tuple(name, fc.constantFrom('=', '<>', '<', '>='), fc.nat(3))
      .map(([n, sign, v]) => expression(`size({${n}}) ${sign} ?0`, of, [v])),
  );

/** A condition as the stores write them: one, or some with AND, OR, NOT and parentheses. */
export const aCondition = (of: string): fc.Arbitrary<Expression> =>
  fc
    .tuple(
      fc.tuple(oneCondition(`${of}x`), oneCondition(`${of}y`), oneCondition(`${of}z`)),
      fc.constantFrom(
        '1',
        '1',
        'NOT 1',
        '1 AND 2',
        '1 OR 2',
        '1 OR 2 AND NOT 3',
        '(1 OR 2) AND 3',
        'NOT (1 AND 2) OR 3',
      ),
    )
    .map(([parts, form]) => {
      const used = parts.filter((_, nth) => form.includes(`${nth + 1}`));
      return joined(used, (texts) => form.replace(/\d/g, (nth) => texts[Number(nth) - 1] as string));
    });

/** What is set, on what was there before: a value, one counted on, one kept, or another attribute's. */
const aSetting = fc.oneof(
  value.map((v) => ['?0', [v]] as const),
  fc.tuple(name, number, number).map(([n, zero, more]) => [`if_not_exists({${n}}, ?0) + ?1`, [zero, more]] as const),
  fc.tuple(name, number).map(([n, less]) => [`{${n}} - ?0`, [less]] as const),
  fc.tuple(name, value).map(([n, v]) => [`if_not_exists({${n}}, ?0)`, [v]] as const),
  name.map((n) => [`{${n}}`, []] as const),
);

/** SET, REMOVE and ADD in one update, each attribute in one of them; what is added to is read by no other, as in the stores. */
export const aChange: fc.Arbitrary<Expression> = fc
  .record({
    order: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 }),
    set: fc.array(aSetting, { maxLength: 2 }),
    isRemoving: fc.boolean(),
    added: fc.option(fc.oneof(number, set), { nil: undefined }),
  })
  .filter(({ set, isRemoving, added }) => set.length > 0 || isRemoving || added !== undefined)
  .map(({ order, set, isRemoving, added }) => {
    const sets = set.map(([text, values], nth) =>
      expression(`{${order[nth]}} = ${text.replace('{v}', '{a}')}`, `s${nth}`, values),
    );
    const parts = [
      ...(sets.length > 0 ? [joined(sets, (texts) => `SET ${texts.join(', ')}`)] : []),
      ...(isRemoving ? [expression(`REMOVE {${order[2]}}`, 'r')] : []),
      ...(added === undefined ? [] : [expression('ADD {v} ?0', 'd', [added])]),
    ];
    return joined(parts, (texts) => texts.join(' '));
  });
