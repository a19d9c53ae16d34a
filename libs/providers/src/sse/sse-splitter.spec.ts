import { describe, expect, it } from 'vitest';
import { SseSplitter } from './sse-splitter.js';

const split = (chunks: Buffer[]): { frames: string[]; rest: string | null } => {
  const sut = new SseSplitter();
  const frames = chunks.flatMap((chunk) => sut.push(chunk)).map(String);
  return { frames, rest: sut.end()?.toString() ?? null };
};

const inPiecesOf = (text: string, size: number): Buffer[] => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
};

describe(SseSplitter.name, () => {
  const streams: [string, string[]][] = [
    ['LF', ['data: a\n\n', 'event: x\ndata: ü€😀\n\n', ': comment\n\n', 'data: [DONE]\n\n']],
    ['CRLF', ['data: a\r\n\r\n', 'event: x\r\ndata: ü€😀\r\n\r\n', 'data: [DONE]\r\n\r\n']],
    ['CR', ['data: a\r\r', 'data: ü€😀\r\r', 'data: [DONE]\r\r']],
  ];

  for (const [name, frames] of streams) {
    it.each([1, 2, 3, 5, 7, 1000])(`finds the frames of a ${name} stream in pieces of %i bytes`, (size) => {
      const { frames: found, rest } = split(inPiecesOf(frames.join(''), size));
      // A CR that ends the stream could still have been followed by its LF, so the last frame is left for the end.
      expect(rest === null ? found : [...found, rest]).toEqual(frames);
    });
  }

  it('passes every byte on, none twice, and ends a last frame that has no end', () => {
    const text = 'data: 1\n\n\n\ndata: 2\r\n\r\n\ndata: 3';
    const { frames, rest } = split(inPiecesOf(text, 4));
    expect(frames.join('') + (rest ?? '')).toBe(`${text}\n\n`);
    expect(rest).toBe('data: 3\n\n');
  });

  it('joins a long frame that comes byte by byte', () => {
    const text = `data: ${'abc'.repeat(2_000)}\n\n`;
    expect(split(inPiecesOf(text, 1)).frames).toEqual([text]);
  });

  it('refuses a frame that never ends', () => {
    const sut = new SseSplitter();
    const piece = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let count = 0; count < 20; count++) sut.push(piece);
    }).toThrow('too large');
  });
});
