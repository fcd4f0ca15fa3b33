import type { WireRequest } from '../calls-of.ts';
import type { Charge } from './units.ts';

/** S3 bills PUT, COPY, POST and LIST as one class, GET and HEAD as the other, a DELETE not at all; refused ones as well. */
export const s3Units = ({ method, url }: WireRequest): Charge[] => {
  if (method === 'DELETE') return [];
  const isList = method === 'GET' && new URL(url, 'http://s3').pathname.split('/').filter(Boolean).length < 2;
  const isRead = (method === 'GET' || method === 'HEAD') && !isList;
  return [{ units: isRead ? { s3Get: 1 } : { s3Put: 1 } }];
};
