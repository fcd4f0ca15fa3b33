import type { Command } from './command.ts';
import { haltCommand } from './commands/halt.ts';
import { redriveCommand } from './commands/redrive.ts';
import { reevaluateCommand } from './commands/reevaluate.ts';
import { resumeCommand } from './commands/resume.ts';
import { runsCommand } from './commands/runs.ts';
import { statusCommand } from './commands/status.ts';

/** Every command there is, in the order of the overview. */
export const commands: readonly Command[] = [
  statusCommand,
  runsCommand,
  haltCommand,
  resumeCommand,
  reevaluateCommand,
  redriveCommand,
];
