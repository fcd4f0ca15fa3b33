import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { arrows, isFinal } from '#shared/domain/arrows.ts';
import { noticeState } from '#shared/domain/notice.ts';

export const statesPage = new URL('../docs/notice-states.md', import.meta.url);

/** The page about the states of a notice, drawn from the table of arrows in the code. */
export const drawArrows = (): string => `# The life of a notice

Drawn from \`shared/domain/arrows.ts\` by \`node test/draw-arrows.ts\`; a test keeps the two the same. Only SENDING may call a
provider, and nothing ever goes from UNKNOWN back to a queue.

\`\`\`mermaid
stateDiagram-v2
${[...new Set(arrows.map(({ from, to, by }) => `  ${from === 'none' ? '[*]' : from} --> ${to}: ${by}`))].join('\n')}
${noticeState.options
  .map((state) => (isFinal(state) ? `  ${state} --> [*]` : ''))
  .filter(Boolean)
  .join('\n')}
\`\`\`

| from | to | by | when |
|---|---|---|---|
${arrows.map(({ from, to, by, when }) => `| ${from === 'none' ? '–' : from} | ${to} | ${by} | ${when} |`).join('\n')}
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(statesPage, drawArrows());
