const CRLF = '\r\n';

/** The head of a stream's answer; its events follow as chunks. */
export const STREAM_HEAD = Buffer.from(
  [
    'HTTP/1.1 200 OK',
    'content-type: text/event-stream; charset=utf-8',
    'cache-control: no-cache',
    'transfer-encoding: chunked',
    CRLF,
  ].join(CRLF),
);

export const LAST_CHUNK = '0\r\n\r\n';

/** One chunk of a chunked body. */
export const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}${CRLF}${text}${CRLF}`;

/** A whole answer in JSON. */
export function jsonAnswer(status: string, body: string): Buffer {
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    CRLF,
  ];
  return Buffer.from(head.join(CRLF) + body);
}
