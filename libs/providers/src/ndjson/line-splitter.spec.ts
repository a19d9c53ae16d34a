import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter.js';

const split = (chunks: Buffer[]): { lines: string[]; rest: string | null } => {
  const sut = new LineSplitter();
  const lines = chunks.flatMap((chunk) => sut.push(chunk)).map(String);
  return { lines, rest: sut.end()?.toString() ?? null };
};

const inPiecesOf = (text: string, size: number): Buffer[] => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
};

describe(LineSplitter.name, () => {
  it('joins a long line that comes byte by byte', () => {
    const sut = new LineSplitter();
    const text = `${'abc'.repeat(2_000)}\n`;
    expect([...Buffer.from(text)].flatMap((byte) => sut.push(Buffer.of(byte))).map(String)).toEqual([text]);
  });

  const streams: [string, string[]][] = [
    ['LF', ['{"a":"1"}\n', '{"a":"ü€😀"}\n', '{"done":true}\n']],
    ['CRLF', ['{"a":"1"}\r\n', '{"a":"ü€😀"}\r\n', '{"done":true}\r\n']],
  ];

  for (const [name, lines] of streams) {
    it.each([1, 2, 3, 5, 7, 1000])(`finds the lines of a ${name} stream in pieces of %i bytes`, (size) => {
      expect(split(inPiecesOf(lines.join(''), size))).toEqual({ lines, rest: null });
    });
  }

  it.each([1, 4, 100])('leaves blank lines out, in pieces of %i bytes', (size) => {
    const { lines, rest } = split(inPiecesOf('\n\r\n{"a":1}\n \n\t\r\n{"b":2}\n\n  ', size));
    expect(lines).toEqual(['{"a":1}\n', '{"b":2}\n']);
    expect(rest).toBeNull();
  });

  it('completes a last line whose end never came, once', () => {
    const sut = new LineSplitter();
    expect(sut.push(Buffer.from('{"a":1}\n{"b"'))).toHaveLength(1);
    expect(sut.push(Buffer.from(':2}'))).toEqual([]);
    expect(String(sut.end())).toBe('{"b":2}\n');
    expect(sut.end()).toBeNull();
  });

  it('takes a line of some megabytes in small pieces', () => {
    const sut = new LineSplitter();
    const piece = Buffer.alloc(64 * 1024, 'x');
    for (let count = 0; count < 100; count++) expect(sut.push(piece)).toEqual([]);
    expect(sut.push(Buffer.from('\n'))[0]).toHaveLength(100 * piece.length + 1);
  });

  it('refuses a line that never ends', () => {
    const sut = new LineSplitter();
    const piece = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let count = 0; count < 20; count++) sut.push(piece);
    }).toThrow('too large');
  });
});
