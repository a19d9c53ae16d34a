import { describe, expect, it } from 'vitest';
import { readNumber, writeNumber } from './read-number';

describe(readNumber.name, () => {
  it.each([
    ['', null],
    ['  ', null],
    ['0', 0],
    [' 0.15 ', 0.15],
    ['.5', 0.5],
    ['-3', -3],
    ['0,15', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['$2', undefined],
    ['.', undefined],
  ])('reads %j as %s', (text, expected) => {
    expect(readNumber(text)).toBe(expected);
  });
});

describe(writeNumber.name, () => {
  it.each([
    [null, ''],
    [0, '0'],
    [0.15, '0.15'],
    [0.0000001, '0.0000001'],
  ])('writes %s as %j', (value, expected) => {
    expect(writeNumber(value)).toBe(expected);
  });
});
