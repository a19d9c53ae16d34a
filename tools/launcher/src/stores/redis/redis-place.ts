/** Where a private Redis keeps what, whichever engine it is. */
export type RedisPlace = {
  /** Holds one folder for each engine, since each has its own file format. */
  readonly folder: string;
  readonly portFile: string;
  readonly passwordFile: string;
  readonly password: string;
  readonly logFile: string;
};

/** The URL of a private Redis on this machine. */
export function redisUrl(port: number, password: string): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}
