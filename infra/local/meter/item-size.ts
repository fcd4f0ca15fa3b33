/** A value as DynamoDB writes it on the wire: `{S: 'a'}`. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/**
 * Bytes of an item: names and values, text in UTF-8. Source: DynamoDB developer guide, "DynamoDB item sizes and formats".
 * A number is given there as approximate: a byte per two digits that count, one more, and one for a minus.
 */
export const itemSize = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);

const OVERHEAD = 3; // of a list or map, however long
const PER_ELEMENT = 1;

const valueSize = (value: AttributeValue): number => {
  const [[type, of] = ['NULL', true]] = Object.entries(value);
  switch (type) {
    case 'S':
      return Buffer.byteLength(of as string);
    case 'N':
      return numberSize(of as string);
    case 'B':
      return Buffer.from(of as string, 'base64').length;
    case 'SS':
      return added((of as string[]).map((each) => Buffer.byteLength(each)));
    case 'NS':
      return added((of as string[]).map(numberSize));
    case 'BS':
      return added((of as string[]).map((each) => Buffer.from(each, 'base64').length));
    case 'L':
      return OVERHEAD + added((of as AttributeValue[]).map((each) => PER_ELEMENT + valueSize(each)));
    case 'M':
      return OVERHEAD + PER_ELEMENT * Object.keys(of as Item).length + itemSize(of as Item);
    default:
      return 1; // NULL, BOOL
  }
};

const numberSize = (text: string): number => {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/^-/, '').replace('.', '').replace(/^0+/, '');
  const counting = (mantissa.includes('.') ? digits : digits.replace(/0+$/, '')).length;
  return Math.ceil(counting / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};

const added = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
