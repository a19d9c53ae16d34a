import type { FastifyBaseLogger } from 'fastify';
import type { Bindings, ChildLoggerOptions, Logger } from 'pino';

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal' | 'silent';

/**
 * A request's own logger, made when something is first logged with it: most requests leave nothing but their line in the
 * access log. It has the methods that Fastify asks of a logger.
 */
export class RequestLogger implements FastifyBaseLogger {
  private own: Logger | null = null;

  constructor(
    private readonly logger: Logger,
    private readonly bindings: Bindings,
  ) {}

  get level(): string {
    return this.logger.level;
  }

  info(...words: unknown[]): void {
    this.write('info', words);
  }

  error(...words: unknown[]): void {
    this.write('error', words);
  }

  warn(...words: unknown[]): void {
    this.write('warn', words);
  }

  debug(...words: unknown[]): void {
    this.write('debug', words);
  }

  trace(...words: unknown[]): void {
    this.write('trace', words);
  }

  fatal(...words: unknown[]): void {
    this.write('fatal', words);
  }

  silent(...words: unknown[]): void {
    this.write('silent', words);
  }

  child(bindings: Bindings, options?: ChildLoggerOptions): Logger {
    return this.make().child(bindings, options);
  }

  private write(level: Level, words: unknown[]): void {
    const logger = this.make();
    Reflect.apply(logger[level], logger, words);
  }

  private make(): Logger {
    this.own ??= this.logger.child(this.bindings);
    return this.own;
  }
}
