type PdfObject = { readonly number: number; readonly head: string; readonly rest: Buffer };

/** The objects of a PDF with a plain cross-reference table, each cut in what may hold references and its stream. */
const objectsOf = (pdf: Buffer): PdfObject[] => {
  const table = pdf.subarray(Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))?.[1]));
  const offsets = [...table.toString('latin1').matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
  const ends = [...offsets, pdf.length - table.length].sort((a, b) => a - b);
  return offsets.map((offset, index) => {
    const whole = pdf.subarray(offset, ends[ends.indexOf(offset) + 1]);
    const cut = whole.indexOf('\nstream');
    const head = whole.subarray(0, cut < 0 ? whole.length : cut).toString('latin1');
    return { number: index + 1, head, rest: cut < 0 ? Buffer.alloc(0) : whole.subarray(cut) };
  });
};

const moved = ({ number, head, rest }: PdfObject, by: number): PdfObject => ({
  number: number + by,
  head: head
    .replace(/^\d+ 0 obj/, `${number + by} 0 obj`)
    .replace(/\b(\d+) 0 R\b/g, (_, other) => `${Number(other) + by} 0 R`),
  rest,
});

const isPages = ({ head }: PdfObject): boolean => /\/Type \/Pages\b/.test(head);
const kidsOf = (objects: readonly PdfObject[]): string[] =>
  [...(/\/Kids \[(.*?)\]/s.exec(objects.find(isPages)?.head ?? '')?.[1] ?? '').matchAll(/\d+ 0 R/g)].map(
    ([kid]) => kid,
  );

/** A letter with one page of another in the place of its own: what a printer makes when a sheet slips. Pages count from 1. */
export const withPageOf = (one: Uint8Array, other: Uint8Array, page: number): Uint8Array => {
  const mine = objectsOf(Buffer.from(one));
  const theirs = objectsOf(Buffer.from(other)).map((each) => moved(each, mine.length));
  const kids = kidsOf(mine).map((kid, index) => (index === page - 1 ? kidsOf(theirs)[index] : kid));
  const objects = [...mine, ...theirs].map((each) =>
    each.number <= mine.length && isPages(each)
      ? { ...each, head: each.head.replace(/\/Kids \[.*?\]/s, `/Kids [${kids.join(' ')}]`) }
      : each,
  );
  const trailer = Buffer.from(one)
    .toString('latin1')
    .match(/\/Root \d+ 0 R/)?.[0];
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  const offsets = objects.map(({ head, rest }) => {
    const offset = parts.reduce((sum, { length }) => sum + length, 0);
    parts.push(Buffer.from(head, 'latin1'), rest);
    return offset;
  });
  const start = parts.reduce((sum, { length }) => sum + length, 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
};
