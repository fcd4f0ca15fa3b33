import { describe, expect, it } from 'vitest';
import { iban } from '#shared/domain/iban.ts';

describe('an IBAN', () => {
  it.each([
    ['NL91ABNA0417164300', 'NL91ABNA0417164300'],
    ['NL91 ABNA 0417 1643 00', 'NL91ABNA0417164300'],
    ['nl91abna0417164300', 'NL91ABNA0417164300'],
    ['nl91 abna\u00a00417 1643 00', 'NL91ABNA0417164300'],
    ['NL02ABNA0123456789', 'NL02ABNA0123456789'],
    ['NL20INGB0001234567', 'NL20INGB0001234567'],
    ['NL69INGB0123456789', 'NL69INGB0123456789'],
    ['NL39RABO0300065264', 'NL39RABO0300065264'],
    ['NL44RABO0123456789', 'NL44RABO0123456789'],
    ['NL13TEST0123456789', 'NL13TEST0123456789'], // no such bank: the number alone does not tell
    ['BE68 5390 0754 7034', 'BE68539007547034'],
  ])('%s is kept as %s', (text, kept) => expect(iban.safeParse(text).data).toBe(kept));

  it.each([
    ['NL00ABNA0417164300', 'check digits'],
    ['NL91ABNA0417164301', 'check digits'],
    ['NL91ABNA041716430', '17 characters'],
    ['NL91ABNA04171643000', '19 characters'],
    ['NL91ABN10417164300', 'a digit in the bank'],
    ['91NLABNA0417164300', 'country'],
    ['NL91-ABNA-0417164300', 'hyphens'],
    ['', 'nothing'],
  ])('%s is none: %s', (text) => expect(iban.safeParse(text).success).toBe(false));
});
