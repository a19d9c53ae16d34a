import type { Logger } from 'pino';

export type AccessEntry = {
  readonly id: string;
  readonly method: string | undefined;
  readonly url: string;
  readonly status: number;
  readonly durationMs: number;
  readonly address: string | null;
};

/** One line for each request. Probes are logged at debug level. */
export class AccessLog {
  constructor(private readonly logger: Logger) {}

  add({ id, method, url, status, durationMs, address }: AccessEntry): void {
    const path = withoutQuery(url);
    const level = path.startsWith('/health') ? 'debug' : 'info';
    this.logger[level](
      { requestId: id, method, path, status, durationMs: Math.round(durationMs), address },
      'request',
    );
  }
}

/** A query may hold what is nobody's business. */
function withoutQuery(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
