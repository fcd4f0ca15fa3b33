const WIDTH = 100;

/** A sentence in lines of a readable width, each after the indent; what was indented already stays on its line. */
export const wrapped = (text: string, indent: string): string[] => {
  if (text.startsWith(' ')) return [`${indent}${text}`];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH - indent.length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${indent}${line}`);
};
