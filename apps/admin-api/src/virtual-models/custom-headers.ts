import { isJsonObject, tryParseJson } from '@switchyard/providers';

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that belong to the connection or the body itself (RFC 9110, 7.6.1): setting them breaks the request. */
const reservedNames = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers as an object, or as the JSON text in which the older API kept them; blank means none. */
export function readCustomHeaders(value: unknown): unknown {
  if (value === null || value === '') return {};
  return typeof value === 'string' ? (tryParseJson(value) ?? value) : value;
}

/** @returns what is wrong, or null */
export function problemWithCustomHeaders(value: unknown): string | null {
  if (!isJsonObject(value)) return 'must be an object of header names and values';
  for (const [name, text] of Object.entries(value)) {
    if (!headerName.test(name)) return `holds the name "${name}", which is not a header name`;
    if (reservedNames.has(name.toLowerCase())) return `must not set "${name}"`;
    if (typeof text !== 'string' || !headerValue.test(text))
      return `holds a value for "${name}" that is not a header value`;
  }
  return null;
}
