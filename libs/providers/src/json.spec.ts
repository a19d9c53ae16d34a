import { describe, expect, it } from 'vitest';
import { isWholeObject, toToolInput } from './json.js';

describe(toToolInput, () => {
  it.each([
    ['', {}],
    [' ', {}],
    ['{"a":1}', { a: 1 }],
    ['{"path":"/tmp/x', { raw: '{"path":"/tmp/x' }],
    ['[1]', { raw: '[1]' }],
  ])('makes of the arguments %j an input that calls nothing by mistake', (text, input) => {
    expect(toToolInput(text)).toEqual(input);
  });
});

describe(isWholeObject, () => {
  it.each([
    ['{"a":{}}', true],
    ['{} \n', true],
    ['{"a":{}', false],
    ['[{}]', false],
    ['', false],
  ])('says of %j: %s', (text, isWhole) => {
    expect(isWholeObject(text)).toBe(isWhole);
  });
});
