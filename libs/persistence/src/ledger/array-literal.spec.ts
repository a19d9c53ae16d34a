import { describe, expect, it } from 'vitest';
import { arrayLiteral } from './array-literal.js';

describe(arrayLiteral, () => {
  it('writes every kind of element', () => {
    expect(arrayLiteral(['a', 1, -0.5, true, false, null])).toBe('{"a",1,-0.5,true,false,NULL}');
    expect(arrayLiteral([])).toBe('{}');
  });

  it('keeps texts apart from what they look like', () => {
    expect(arrayLiteral(['', 'NULL', '{a,b}', 'say "a\\b"'])).toBe('{"","NULL","{a,b}","say \\"a\\\\b\\""}');
  });
});
