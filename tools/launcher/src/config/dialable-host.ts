/** Where to connect to for a server that listens on `host`: the "all addresses" ones are no destination. */
export function dialableHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

/** The URL of a server that listens on `host`, for a browser or curl on this machine. */
export function localUrl(host: string, port: number): string {
  const dialable = dialableHost(host);
  return `http://${dialable.includes(':') ? `[${dialable}]` : dialable}:${port}`;
}
