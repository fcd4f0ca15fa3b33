import type { Command } from './command.ts';
import { approveCommand, withdrawCommand } from './commands/approve.ts';
import { findCommand } from './commands/find.ts';
import { haltCommand } from './commands/halt.ts';
import { previewCommand } from './commands/preview.ts';
import { redriveCommand } from './commands/redrive.ts';
import { reevaluateCommand } from './commands/reevaluate.ts';
import { resumeCommand } from './commands/resume.ts';
import { runsCommand } from './commands/runs.ts';
import { settleCommand } from './commands/settle.ts';
import { statusCommand } from './commands/status.ts';
import { whyCommand } from './commands/why.ts';
import { workCommand } from './commands/work.ts';

/** Every command there is, in the order of the overview. */
export const commands: readonly Command[] = [
  statusCommand,
  runsCommand,
  findCommand,
  whyCommand,
  workCommand,
  settleCommand,
  previewCommand,
  approveCommand,
  withdrawCommand,
  haltCommand,
  resumeCommand,
  reevaluateCommand,
  redriveCommand,
];
