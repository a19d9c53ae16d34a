/** How the files begin, in base64. Ollama's images carry no type of their own. */
const beginnings: readonly [string, string][] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
];

/** PNG where the beginning is unknown: whoever reads the image looks at its bytes anyway. */
export const mediaTypeOfBase64 = (data: string): string =>
  beginnings.find(([beginning]) => data.startsWith(beginning))?.[1] ?? 'image/png';
