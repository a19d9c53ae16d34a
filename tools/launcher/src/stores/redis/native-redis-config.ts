export type NativeRedisSettings = {
  readonly port: number;
  readonly password: string;
  readonly dataFolder: string;
};

/** The whole configuration of a private Redis or Valkey, in the form of its config file. */
export function nativeRedisConfig({ port, password, dataFolder }: NativeRedisSettings): string {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${quoted(password)}`,
    `dir ${quoted(dataFolder)}`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    // The append-only file holds everything already; periodic dumps beside it only cost forks.
    'save ""',
    // A full memory must refuse new jobs, never drop waiting ones.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
