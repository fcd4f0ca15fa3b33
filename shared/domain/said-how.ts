import * as z from 'zod';

/** How a resident said something: on a form, at the desk, by telephone, in MijnOverheid, or on their own page. */
export const saidHow = z.enum(['form', 'desk', 'phone', 'mijnoverheid', 'page']);
export type SaidHow = z.infer<typeof saidHow>;
