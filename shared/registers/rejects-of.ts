import type * as z from 'zod';
import { type Reject, type RejectCode, rejectCodes } from './reject.ts';

type Issue = z.core.$ZodIssue;
type Place = Pick<Reject, 'line' | 'field'>;

/** Our code for each of zod's. A code that zod adds does not compile; one that it renames does not reach a deliverer. */
const CODES: Readonly<Record<Issue['code'], RejectCode>> = {
  invalid_format: 'invalid-format',
  invalid_value: 'invalid-value',
  invalid_type: 'invalid-type',
  too_big: 'too-big',
  too_small: 'too-small',
  custom: 'not-allowed',
  // Neither of these is about a text in a column; should a schema ever give one, it is still a code that is documented.
  not_multiple_of: 'not-allowed',
  unrecognized_keys: 'not-allowed',
  invalid_union: 'invalid-value',
  invalid_key: 'not-allowed',
  invalid_element: 'not-allowed',
};

/**
 * What a schema found wrong with a record, one reject for each field of each row: of two faults in one field the first is
 * told, which is the plainer one.
 * @param placeOf the row and the field that a path in the record came from
 */
export const rejectsOf = (error: z.core.$ZodError, placeOf: (path: readonly PropertyKey[]) => Place): Reject[] => {
  const rejects = new Map<string, Reject>();
  for (const issue of error.issues.map(plainest)) {
    const { line, field } = placeOf(issue.path);
    const key = `${line} ${field}`;
    if (!rejects.has(key))
      rejects.set(key, { line, field, reason: codeOf(issue), detail: wordsOf(issue), severity: 'rejected' });
  }
  return [...rejects.values()];
};

/** A check of our own may give its own code, in `params`. */
const codeOf = (issue: Issue): RejectCode => {
  const own = issue.code === 'custom' ? issue.params?.reason : undefined;
  return rejectCodes.find((code) => code === own) ?? CODES[issue.code];
};

/** Of alternatives the last is what a field holds when it is filled in: that is the one to explain. */
const plainest = (issue: Issue): Issue => {
  const inner = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined;
  return inner ? plainest({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
};

const wordsOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'string' ? 'must be filled in' : 'not a whole number';
    case 'invalid_value':
      return `none of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'not an e-mail address' : issue.message;
    case 'too_big':
      return `${more(issue.origin)} than ${issue.maximum}${unit(issue.origin)}`;
    case 'too_small':
      return issue.minimum === 1 && issue.origin === 'string'
        ? 'must be filled in'
        : `${less(issue.origin)} than ${issue.minimum}${unit(issue.origin)}`;
    default:
      return issue.message;
  }
};

const more = (origin: string): string => (origin === 'string' ? 'longer' : 'more');
const less = (origin: string): string => (origin === 'string' ? 'shorter' : 'less');
const unit = (origin: string): string => (origin === 'string' ? ' characters' : '');

/** A row that has not the fields its header names: what stands where cannot be known. Undefined when it has. */
export const wrongWidth = (line: number, fields: readonly string[], width: number): Reject | undefined =>
  fields.length === width
    ? undefined
    : {
        line,
        field: '',
        reason: 'wrong-number-of-fields',
        detail: `${fields.length} fields where the first line names ${width}: is a ";" or a line break not in quotation marks?`,
        severity: 'rejected',
      };
