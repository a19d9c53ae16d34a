import { describe, expect, it } from 'vitest';
import { customToolNames, toArgumentsText, toCustomInput } from './custom-tools.js';

describe(toCustomInput, () => {
  it.each([
    ['{"input":"a\\nb"}', 'a\nb'],
    ['{"input":""}', ''],
    ['{"other":1}', '{"other":1}'],
    ['plain', 'plain'],
    ['', ''],
  ])('takes %j for %j', (argumentsText, input) => {
    expect(toCustomInput(argumentsText)).toBe(input);
  });

  it.each(['', 'a "quote"', '*** Begin\n\u0000'])('finds %j again', (input) => {
    expect(toCustomInput(toArgumentsText(input))).toBe(input);
  });
});

describe(customToolNames, () => {
  it('knows the custom tools of a body, whatever else stands there', () => {
    const tools = [{ type: 'custom', name: 'p' }, { type: 'function', name: 'f' }, null, 'x'];
    expect([...customToolNames({ tools })]).toEqual(['p']);
    expect([...customToolNames({})]).toEqual([]);
  });
});
