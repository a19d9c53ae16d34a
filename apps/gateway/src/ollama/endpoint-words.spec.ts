import { Secret } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { lineWithoutSecrets, refusalWords } from './endpoint-words.js';

const endpoint = { name: 'box', secrets: [new Secret('sk-very&secret"key')] };

describe(refusalWords, () => {
  it.each([
    ['{"error":"model not found"}', 'model not found'],
    ['{"error":"bad header: sk-very\\u0026secret\\"key"}', 'bad header: [secret]'],
    ['{"error":{"message":"Bearer sk-very&secret\\"key"}}', 'Bearer [secret]'],
    ['<p>sk-very&secret"key</p>', '<p>[secret]</p>'],
  ])('reads %s as %s', (body, words) => {
    expect(refusalWords(endpoint, Buffer.from(body))).toBe(words);
  });
});

describe(lineWithoutSecrets, () => {
  it.each([
    ['{"error":"for sk-very\\u0026secret\\"key"}\n', '{"error":"for [secret]"}\n'],
    ['not JSON: sk-very&secret"key\n', 'not JSON: [secret]\n'],
  ])('makes of %s %s', (line, safe) => {
    expect(lineWithoutSecrets(endpoint, Buffer.from(line)).toString()).toBe(safe);
  });

  it('keeps the bytes of a line without a secret', () => {
    const line = Buffer.from('{ "completed": 12345678901234567890 }\r\n');
    expect(lineWithoutSecrets(endpoint, line)).toBe(line);
  });
});
