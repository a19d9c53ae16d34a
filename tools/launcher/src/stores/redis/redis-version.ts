export type NativeEngine = 'redis' | 'valkey';
export type NativeVersion = {
  readonly engine: NativeEngine;
  readonly major: number;
  readonly minor: number;
  readonly text: string;
};

/** Parses what `redis-server --version` and `valkey-server --version` print. */
export function parseRedisVersion(output: string): NativeVersion | undefined {
  const match = /^(redis|valkey)\s+server\s+v=((\d+)\.(\d+)\S*)/im.exec(output);
  if (!match) return undefined;
  const [, engine, text = '', major, minor] = match;
  return {
    engine: engine?.toLowerCase() === 'valkey' ? 'valkey' : 'redis',
    major: Number(major),
    minor: Number(minor),
    text,
  };
}

/** 6.2 is the oldest version with all commands the job queues use. */
export function isRecentEnough({ major, minor }: NativeVersion): boolean {
  return major > 6 || (major === 6 && minor >= 2);
}
