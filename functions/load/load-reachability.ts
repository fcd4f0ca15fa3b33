import type { Chunk } from '#events/chunk.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { type Declared, readDeclared } from '#shared/registers/reachability.ts';
import type { Reject } from '#shared/registers/reject.ts';

type Deps = {
  /** Changes an agenda; false when there is none of that resident. */
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<boolean>;
  readonly pseudonymKey: () => Promise<Buffer>;
};

/** Writes what residents declared on their agendas. Somebody we do not know cannot be reached, and is named by row. */
export const loadReachability =
  ({ change, pseudonymKey }: Deps) =>
  async ({ columns, persons }: Extract<Chunk, { kind: 'reachability' }>): Promise<Reject[]> => {
    const key = await pseudonymKey();
    const rejects: Reject[] = [];
    for (const { line, rows } of persons) {
      const read = readDeclared(columns, { line, fields: rows[0] ?? [] });
      rejects.push(...read.rejects);
      if (!read.declared) continue;
      const { declared } = read;
      if (!(await change(pseudonymOf(key, 'bsn', declared.bsn), (agenda) => withReach(agenda, declared))))
        rejects.push({
          line,
          field: 'bsn',
          reason: 'unknown-resident',
          detail: 'no resident has this BSN',
          severity: 'rejected',
        });
    }
    return rejects;
  };

const withReach = (agenda: Agenda, { email, sms, services }: Declared): Agenda => {
  const { reach, ...rest } = agenda;
  if (email === '' && sms === '') return reach ? rest : agenda;
  const isSame =
    (reach?.email ?? '') === email && (reach?.sms ?? '') === sms && reach?.types.join() === services.join();
  return isSame ? agenda : { ...rest, reach: { ...(email && { email }), ...(sms && { sms }), types: services } };
};
