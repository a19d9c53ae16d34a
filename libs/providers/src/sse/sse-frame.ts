export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** What a client ignores, but a proxy on the way sees as life (WHATWG HTML, 9.2.7). */
export const SSE_COMMENT: Buffer = Buffer.from(': keep-alive\n\n');

/** One server-sent event. `data` is null for a frame that holds none, such as a comment. */
export type SseFrame = { readonly event: string | null; readonly data: string | null };

const DATA_FIELD = 'data: ';

/** Reads the fields of one frame (WHATWG HTML, 9.2.6): several `data:` lines are joined, one leading space dropped. */
export function parseSseFrame(bytes: Buffer): SseFrame {
  const text = bytes.toString('utf8');
  // What nearly all frames are: one line of data.
  if (
    text.startsWith(DATA_FIELD) &&
    text.indexOf('\n') === text.length - 2 &&
    text.endsWith('\n') &&
    !text.includes('\r')
  )
    return { event: null, data: text.slice(DATA_FIELD.length, -2) };
  return parseFields(text);
}

function parseFields(text: string): SseFrame {
  let event: string | null = null;
  let data: string | null = null;
  // A byte order mark may stand at the very beginning of a stream.
  for (const line of (text.startsWith('\uFEFF') ? text.slice(1) : text).split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const field = line.slice(0, colon);
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data = data === null ? value : `${data}\n${value}`;
    else if (field === 'event') event = value;
  }
  return { event, data };
}

/** One event with `value` as its data. */
export const encodeSseData = (value: unknown): Buffer => Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
