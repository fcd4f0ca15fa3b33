const HEADER = 12;
const RECORD = 16;

/** A TrueType font without the named tables. Source: OpenType specification, table directory. */
export const withoutTables = (font: Buffer, dropped: readonly string[]): Buffer => {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const record = font.subarray(HEADER + index * RECORD, HEADER + (index + 1) * RECORD);
    const offset = record.readUInt32BE(8);
    return {
      tag: record.toString('latin1', 0, 4),
      checksum: record.readUInt32BE(4),
      data: font.subarray(offset, offset + record.readUInt32BE(12)),
    };
  }).filter(({ tag }) => !dropped.includes(tag));

  const directory = Buffer.alloc(HEADER + tables.length * RECORD);
  font.copy(directory, 0, 0, 4);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(power * RECORD, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((tables.length - power) * RECORD, 10);

  let offset = directory.length;
  const parts = [directory];
  tables.forEach(({ tag, checksum, data }, index) => {
    const at = HEADER + index * RECORD;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum, at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
};
