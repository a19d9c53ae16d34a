import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter.js';

function setUp() {
  const lines: string[] = [];
  return { lines, sut: new LineSplitter((line) => lines.push(line)) };
}

describe(LineSplitter.name, () => {
  it('puts lines together across chunks, also within a character', () => {
    const { lines, sut } = setUp();
    const bytes = Buffer.from('one\ntwö\nthree');
    for (const byte of bytes) sut.push(Buffer.from([byte]));
    expect(lines).toEqual(['one', 'twö']);
    sut.flush();
    expect(lines).toEqual(['one', 'twö', 'three']);
  });

  it('keeps the order when the rest is too long to wait for its end', () => {
    const { lines, sut } = setUp();
    sut.push(Buffer.from(`first\n${'x'.repeat(300_000)}`));
    expect(lines.map((line) => line.length)).toEqual([5, 300_000]);
  });

  it('has nothing to flush after a line end', () => {
    const { lines, sut } = setUp();
    sut.push(Buffer.from('one\n'));
    sut.flush();
    expect(lines).toEqual(['one']);
  });
});
