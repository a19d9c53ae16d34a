import type { TestProject } from 'vitest/node';
import type {} from './stores.js';
import { startTestStores } from './test-stores.js';

/** The stores of a whole run. Each test file makes itself a database and a key prefix of its own in them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stores = await startTestStores();
  project.provide('databaseUrl', stores.databaseUrl);
  project.provide('redisUrl', stores.redisUrl);
  return () => stores.stop();
}
