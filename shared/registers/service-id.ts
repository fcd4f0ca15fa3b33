import * as z from 'zod';

/** The id of a service in a column of a file. It need not be on in this stage: what was declared for it holds when it is. */
export const serviceId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'not the id of a service');
