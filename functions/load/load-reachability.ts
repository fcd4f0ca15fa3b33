import type { Chunk } from '#events/chunk.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { type Declared, readDeclared } from '#shared/registers/reachability.ts';
import type { Reject } from '#shared/registers/reject.ts';
import { wrongWidth } from '#shared/registers/rejects-of.ts';

type Deps = {
  /** Changes an agenda; false when there is none of that resident. */
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<boolean>;
  readonly pseudonymKey: () => Promise<Buffer>;
};

/** Writes what residents declared on their agendas. Somebody we do not know cannot be reached, and is named by row. */
export const loadReachability =
  ({ change, pseudonymKey }: Deps) =>
  async ({ persons, columns }: Extract<Chunk, { kind: 'reachability' }>): Promise<Reject[]> => {
    const key = await pseudonymKey();
    const rejects: Reject[] = [];
    for (const { line, rows } of persons) {
      const fields = rows[0] ?? [];
      const wrong = wrongWidth(line, fields, columns.length);
      if (wrong) {
        rejects.push(wrong);
        continue;
      }
      const read = readDeclared({ line, fields });
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

const withReach = (agenda: Agenda, { email, services }: Declared): Agenda => {
  const { reach, ...rest } = agenda;
  if (email === '') return reach ? rest : agenda;
  const isSame = reach?.email === email && reach.types.join() === services.join();
  return isSame ? agenda : { ...rest, reach: { email, types: services } };
};
