import { randomUUID } from 'node:crypto';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyServerOptions, LogController } from 'fastify';
import type { Bindings, Logger } from 'pino';
import type { z } from 'zod';
import { ConfigModule } from '../config/config.module.js';
import { ConfigError, readConfig } from '../config/read-config.js';
import { AccessLog } from '../logging/access-log.js';
import { createLogger, createPlainLogger } from '../logging/create-logger.js';
import { openLogOutput } from '../logging/log-output.js';
import { LoggerModule } from '../logging/logger.module.js';
import { NestLogger } from '../logging/nest-logger.js';
import { RequestLogger } from '../logging/request-logger.js';
import { logRequests } from './log-requests.js';
import { stopGracefully } from './stop-gracefully.js';

export type ServiceConfig = { HOST: string; LOG_LEVEL: string; SHUTDOWN_TIMEOUT_MS: number };

export type ServiceDefinition<Schema extends z.ZodObject> = {
  readonly name: string;
  readonly schema: Schema;
  readonly port: (config: z.infer<Schema>) => number;
  readonly module: (config: z.infer<Schema>) => Type | DynamicModule;
  /** What is particular about this service's server. */
  readonly server?: (
    config: z.infer<Schema>,
  ) => Pick<FastifyServerOptions, 'bodyLimit' | 'frameworkErrors' | 'serverFactory'>;
  /** Nest parses JSON bodies unless the service reads them itself. */
  readonly parsesBodies: boolean;
  readonly configure?: (
    app: NestFastifyApplication,
    config: z.infer<Schema>,
    accessLog: AccessLog,
  ) => void | Promise<void>;
};

/**
 * Runs one service from its definition to its end: config, log, server, signals. The same in every app.
 * A start that fails says why and ends the process with status 1.
 */
export async function runService<Schema extends z.ZodObject>(
  service: ServiceDefinition<Schema>,
): Promise<void> {
  const config = readConfigOrExit(service.schema);
  const base = config as z.infer<Schema> & ServiceConfig;
  const output = openLogOutput();
  const logger = createLogger(service.name, base.LOG_LEVEL, output);
  exitOnDefect(logger);
  try {
    const app = await createApp(service, config, logger);
    const accessLog = new AccessLog(createPlainLogger(service.name, base.LOG_LEVEL, output));
    logRequests(app, accessLog);
    await service.configure?.(app, config, accessLog);
    await app.listen(service.port(config), base.HOST);
    const url = await app.getUrl();
    logger.info({ url }, 'listening');
    // A parent that started this process learns the address this way, also when the port was chosen by the system.
    process.send?.({ type: 'listening', url });
    stopGracefully(app, logger, base.SHUTDOWN_TIMEOUT_MS);
  } catch (error) {
    logger.fatal({ err: error }, 'start failed');
    process.exit(1);
  }
}

async function createApp<Schema extends z.ZodObject>(
  service: ServiceDefinition<Schema>,
  config: z.infer<Schema>,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    childLoggerFactory: (_parent: unknown, bindings: Bindings) => new RequestLogger(logger, bindings),
    genReqId: () => randomUUID(),
    ...service.server?.(config),
  });
  const root: DynamicModule = {
    module: class Root {},
    imports: [ConfigModule.forRoot(config), LoggerModule.forRoot(logger), service.module(config)],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogger(logger),
    bodyParser: service.parsesBodies,
    abortOnError: false,
  });
  return app;
}

function readConfigOrExit<Schema extends z.ZodObject>(schema: Schema): z.infer<Schema> {
  try {
    // biome-ignore lint/style/noProcessEnv: the one place of a service that reads the environment
    return readConfig(schema, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** An error nobody handles leaves a process in a state nobody knows: log it, end, and let the supervisor restart. */
function exitOnDefect(logger: Logger): void {
  const exit = (err: unknown, kind: string) => {
    logger.fatal({ err, kind }, 'unhandled error');
    process.exit(1);
  };
  process.on('uncaughtException', (error) => exit(error, 'uncaughtException'));
  process.on('unhandledRejection', (reason) => exit(reason, 'unhandledRejection'));
}
