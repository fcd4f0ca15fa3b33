/** Where progress is written: one living line on a terminal, a line per step elsewhere. */
export type Progress = ReturnType<typeof progressOn>;

type Stream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };

const SHOWN_EVERY_MS = 200;

/** Colours and a living line on a terminal only, and no colours where NO_COLOR is set. */
export const progressOn = (stream: Stream, environment: NodeJS.ProcessEnv = process.env) => {
  const isLive = stream.isTTY === true;
  const colour = (code: number) => (text: string) =>
    isLive && !environment.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;
  const [bold, dim, red, yellow] = [1, 2, 31, 33].map(colour) as [Paint, Paint, Paint, Paint];
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
  const clear = () => (isLive ? '\r\u001b[K' : '');
  let shown = 0;
  return {
    bold,
    dim,
    red,
    yellow,
    /** A line that stays. */
    line: (text = '') => void stream.write(`${clear()}${text}\n`),
    /** A step that is done or begins, with the time since the start. */
    step: (text: string) => void stream.write(`${clear()}${dim(seconds())}  ${text}\n`),
    /** What is being waited for, on a terminal: replaced by the next. */
    now: (text: string) => {
      if (!isLive || performance.now() - shown < SHOWN_EVERY_MS) return;
      shown = performance.now();
      stream.write(`${clear()}${dim(`${seconds()}  ${text}`.slice(0, (stream.columns ?? 80) - 1))}`);
    },
  };
};

type Paint = (text: string) => string;
