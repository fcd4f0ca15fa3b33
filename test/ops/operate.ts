import { main } from '#infra/ops/main.ts';

export type Said = { readonly code: number; readonly out: string; readonly complaint: string };

/** Gives a command as on the command line, and answers with what it printed. */
export const operate = async (args: readonly string[], typed = ''): Promise<Said> => {
  const out: string[] = [];
  const complaint: string[] = [];
  const code = await main(args, {
    out: (line) => out.push(line),
    complain: (line) => complaint.push(line),
    progress: { step: () => {}, now: () => {} },
    readSecret: async () => typed,
  });
  return { code, out: out.join('\n'), complaint: complaint.join('\n') };
};
