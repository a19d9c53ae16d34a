import { describe, expect, it } from 'vitest';
import { RequestReader } from './request-reader.js';

const whole = 'POST /a/v1 HTTP/1.1\r\nhost: x\r\nContent-Length: 5\r\n\r\nhello';
const chunked = 'POST /b/v1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n';
const empty = 'GET /c HTTP/1.1\r\nhost: x\r\n\r\n';

function read(text: string, pieceBytes: number): string[] {
  const paths: string[] = [];
  const sut = new RequestReader((path) => paths.push(path));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) sut.read(bytes.subarray(at, at + pieceBytes));
  return paths;
}

describe(RequestReader.name, () => {
  it.each([1, 2, 7, 1_000])('tells each request of a connection, in pieces of %i bytes', (pieceBytes) => {
    expect(read(whole + chunked + empty + whole, pieceBytes)).toEqual(['/a/v1', '/b/v1', '/c', '/a/v1']);
  });

  it('tells a request only when its body has ended', () => {
    expect(read(whole.slice(0, -1), 1_000)).toEqual([]);
    expect(read(chunked.slice(0, -1), 1_000)).toEqual([]);
  });
});
