export type HttpHeaders = Readonly<Record<string, string>>;

/** One thing the provider does on a connection. A fault is a sequence of them, which may have no end. */
export type Act =
  | { readonly do: 'head'; readonly status: number; readonly headers: HttpHeaders }
  | { readonly do: 'write'; readonly bytes: Buffer }
  | { readonly do: 'pause'; readonly ms: number }
  /** Nothing more, until the peer gives up. */
  | { readonly do: 'stall' }
  /** `close` ends the connection as a process that dies does, `reset` as a machine that does. */
  | { readonly do: 'break'; readonly how: 'close' | 'reset' }
  | { readonly do: 'end' };

export const head = (status: number, headers: HttpHeaders): Act => ({ do: 'head', status, headers });
export const writes = (pieces: readonly Buffer[]): Act[] =>
  pieces.map((bytes) => ({ do: 'write', bytes }) as const);
export const pause = (ms: number): Act => ({ do: 'pause', ms });
export const stall: Act = { do: 'stall' };
export const closeConnection: Act = { do: 'break', how: 'close' };
export const resetConnection: Act = { do: 'break', how: 'reset' };
export const end: Act = { do: 'end' };
