import 'reflect-metadata';
import { createDataSource, migrate } from '@switchyard/persistence';
import {
  ConfigError,
  createLogger,
  type Environment,
  openLogOutput,
  readConfig,
  readKeyRing,
  SecretBox,
} from '@switchyard/platform';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { createFirstOperator } from './first-start/create-first-operator.js';
import { findLocalOllama } from './first-start/find-local-ollama.js';
import { offerDemo, offerEndpoints } from './first-start/offer-endpoints.js';
import { type PrepareConfig, prepareConfigSchema } from './first-start/prepare.config.js';
import { readProviderOffers } from './first-start/provider-offers.js';

/**
 * What has to be done once before the services of a release start: migrations, the first operator, and endpoints for
 * what the environment offers. It may be run any number of times, also by several processes at once.
 */
async function prepare(environment: Environment): Promise<void> {
  const config = readConfig(prepareConfigSchema, environment);
  const offers = readProviderOffers(environment);
  if (offers.length > 0 && !config.MASTER_KEY_FILE) {
    throw new ConfigError(['MASTER_KEY_FILE: is needed to seal the provider keys found in the environment']);
  }
  const logger = createLogger('prepare', config.LOG_LEVEL, openLogOutput());
  const dataSource = await createDataSource(config.DATABASE_URL, 'switchyard-prepare').initialize();
  try {
    const migrations = await migrate(dataSource);
    logger.info({ migrations }, 'database is up to date');
    if (config.AUTH_ENABLED) await addFirstOperator(dataSource, config);
    await offerDemo(dataSource, config.DEMO_ENDPOINT_URL ?? null);
    await addOffers(dataSource, config, offers, logger);
  } finally {
    await dataSource.destroy();
  }
}

async function addFirstOperator(dataSource: DataSource, config: PrepareConfig): Promise<void> {
  const operator = await createFirstOperator(dataSource, config.ADMIN_PASSWORD);
  if (!operator?.generatedPassword) return;
  const { username, generatedPassword: password } = operator;
  // Not through the log, which would keep it out: it is printed once, for the person who started this.
  process.stdout.write(`${JSON.stringify({ event: 'admin-password-generated', username, password })}\n`);
}

async function addOffers(
  dataSource: DataSource,
  config: PrepareConfig,
  offers: ReturnType<typeof readProviderOffers>,
  logger: Logger,
): Promise<void> {
  const box = config.MASTER_KEY_FILE ? new SecretBox(readKeyRing(config.MASTER_KEY_FILE)) : null;
  const local = config.ALLOW_PRIVATE_ENDPOINTS ? await findLocalOllama() : [];
  const added = await offerEndpoints(dataSource, [...offers, ...local], box);
  if (added.length > 0) logger.warn({ endpoints: added }, 'endpoints added from the environment');
}

/** What is wrong with the configuration is for people; anything else is for whoever looks for a defect. */
function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  // biome-ignore lint/style/noProcessEnv: the one place of this process that reads the environment
  await prepare(process.env);
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}
