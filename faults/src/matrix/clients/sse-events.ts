export type SseEvent = { readonly event: string | null; readonly data: string };

/** The events of a whole text (WHATWG HTML, 9.2.6). Comments and events without data are none. */
export function readSseEvents(text: string): SseEvent[] {
  const normalized = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  if (normalized !== '' && !normalized.endsWith('\n\n')) throw new Error('its last event has no end');
  return normalized.split('\n\n').flatMap((block) => {
    const lines = block.split('\n');
    const data = fieldsOf(lines, 'data');
    return data.length === 0
      ? []
      : [{ event: fieldsOf(lines, 'event').at(-1) ?? null, data: data.join('\n') }];
  });
}

const fieldsOf = (lines: readonly string[], name: string): string[] =>
  lines
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).replace(/^ /, ''));
