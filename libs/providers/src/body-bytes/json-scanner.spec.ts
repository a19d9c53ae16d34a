import { describe, expect, it } from 'vitest';
import { JsonScanError, JsonScanner } from './json-scanner.js';

function scan(text: string): void {
  const scanner = new JsonScanner(Buffer.from(text));
  scanner.skipValue();
  scanner.end();
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const scans = (text: string): boolean => {
  try {
    scan(text);
    return true;
  } catch (error) {
    if (error instanceof JsonScanError) return false;
    throw error;
  }
};

const values = [
  ...['0', '-0', '1', '-1.5', '1e5', '1E+5', '1.25e-7', '12345678901234567890', 'true', 'false', 'null'],
  ...['""', '"a"', '"ä€😀"', '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4"', '"\\ud83d\\ude00"', '[]', '{}', '[[],{}]'],
  ...['[1,2]', '{"a":1}', '{"a":{"b":[true,null,"x"]},"c":""}', ' \t\r\n{ "a" : [ 1 , 2 ] } '],
];

const noValues = [
  ...[
    '',
    ' ',
    '01',
    '-',
    '+1',
    '.5',
    '1.',
    '1e',
    '1e+',
    '0x1',
    'NaN',
    'Infinity',
    'tru',
    'nul',
    'True',
    'truefalse',
  ],
  ...['"', '"a', '"\n"', '"\u0000"', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\', "'a'", 'a', '\uFEFF1'],
  ...['[', ']', '[1', '[1,', '[1,]', '[,1]', '[1 2]', '[1}', '{', '}', '{"a"', '{"a":', '{"a":1', '{"a":1,}'],
  ...['{a:1}', '{1:1}', '{"a" 1}', '{"a":1 "b":2}', '{"a":1]', '{,}', '1 2', '{} {}', '[]]', '"a" "b"', '1,'],
];

/** The same numbers on every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

/** A text with one of its characters replaced, dropped or doubled. */
function damaged(text: string, place: number, kind: number): string {
  const at = place % (text.length || 1);
  const replacements = ['', '"', '\\', '{', ']', ',', ':', '0', '-', 'e', ' ', '\n', 't', text[at] ?? ''];
  const inserted = replacements[kind % replacements.length] ?? '';
  return `${text.slice(0, at)}${inserted}${text.slice(at + (kind % 2))}`;
}

describe(JsonScanner.name, () => {
  it.each(values)('takes %j', (text) => {
    expect(parses(text)).toBe(true);
    expect(scans(text)).toBe(true);
  });

  it.each(noValues)('refuses %j', (text) => {
    expect(parses(text)).toBe(false);
    expect(scans(text)).toBe(false);
  });

  it('agrees with JSON.parse on 20,000 damaged texts', () => {
    const next = numbers(7);
    const number = () => next.next().value as number;
    const disagreements: string[] = [];
    for (let round = 0; round < 20_000; round++) {
      const text = damaged(values[number() % values.length] ?? '', number() >> 3, number() >> 3);
      if (scans(text) !== parses(text)) disagreements.push(text);
    }
    expect(disagreements).toEqual([]);
  });

  it('gives the names of members as JSON.parse does, escapes and all', () => {
    const scanner = new JsonScanner(Buffer.from('{"a":1,"\\u0062":2,"ü\\n":3,"__proto__":4,"":5}'));
    const names: string[] = [];
    scanner.eachMember((name) => {
      names.push(name);
      scanner.skipValue();
    });
    expect(names).toEqual(['a', 'b', 'ü\n', '__proto__', '']);
  });

  it('reads a thousand levels, and says of more that they are too deep', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(scans(nested(1_000))).toBe(true);
    expect(() => scan(nested(1_001))).toThrow(expect.objectContaining({ isTooDeep: true }));
  });
});
