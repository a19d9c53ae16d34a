export type CustomHeaders = Record<string, string>;

export type ReadHeaders = { headers: CustomHeaders } | { problem: string };

const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Reads lines of `Name: value`; empty lines are skipped. */
export function readCustomHeaders(text: string): ReadHeaders {
  const headers: CustomHeaders = {};
  const seen = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (!line.trim()) continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (colon < 0 || !headerName.test(name) || !value) {
      return { problem: `Line ${index + 1} does not read as “Name: value”.` };
    }
    if (seen.has(name.toLowerCase())) return { problem: `Line ${index + 1} repeats “${name}”.` };
    seen.add(name.toLowerCase());
    headers[name] = value;
  }
  return { headers };
}

export function writeCustomHeaders(headers: CustomHeaders): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
