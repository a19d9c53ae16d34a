import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { DrainState } from '../health/drain-state.js';

const IDLE_SWEEP_MS = 100;
/** How long requests that are cut have to tell their clients. */
const LAST_WORDS_MS = 1_000;

/**
 * Ends the service when it is told to, or when the parent that started it is gone: readiness goes down, no new
 * request is taken, open ones finish within the timeout, then the rest is cut.
 */
export function stopGracefully(app: NestFastifyApplication, logger: Logger, timeoutMs: number): void {
  let isStopping = false;
  const stop = async (reason: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ reason }, 'stopping');
    const stopDraining = drainConnections(app, logger, timeoutMs);
    await app.close();
    stopDraining();
    logger.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  if (!process.send) return;
  process.on('disconnect', () => void stop('parent is gone'));
  // It may have gone while this service was starting, before anybody listened.
  if (!process.connected) void stop('parent is gone');
}

function drainConnections(app: NestFastifyApplication, logger: Logger, timeoutMs: number): () => void {
  const server = app.getHttpServer() as Server;
  // A connection whose last request ends now would otherwise be kept alive for a next one that cannot come.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  let close: NodeJS.Timeout | undefined;
  const cut = setTimeout(() => {
    logger.warn({ timeoutMs }, 'open requests are cut');
    app.get(DrainState).cut();
    close = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS);
  }, timeoutMs);
  return () => {
    clearInterval(sweep);
    clearTimeout(cut);
    clearTimeout(close);
  };
}
