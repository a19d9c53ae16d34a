import type { ImagePart } from '@switchyard/domain';

const DATA_URL = /^data:([^;,]+)(?:;[^;,]*)*;base64,/i;

/** An image's address as a source: a `data:` URL (RFC 2397) in base64 holds the image itself. */
export function toImageSource(url: string): ImagePart['source'] {
  const [head, mediaType] = DATA_URL.exec(url) ?? [];
  if (!head || !mediaType) return { kind: 'url', url };
  return { kind: 'base64', mediaType: mediaType.toLowerCase(), data: url.slice(head.length) };
}

/** The reverse, for dialects in which an image is always an address. */
export const toImageUrl = (source: ImagePart['source']): string =>
  source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
