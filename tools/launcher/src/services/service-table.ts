import { join } from 'node:path';
import { repositoryRoot } from '../config/locations.js';

export type ServiceDefinition = { readonly name: string; readonly script: string };

export type ServiceTable = {
  /** Runs to its end before any service starts: it migrates the database. */
  readonly preparation: ServiceDefinition;
  readonly services: readonly ServiceDefinition[];
};

/** What `npm start` runs. */
export const serviceTable: ServiceTable = {
  preparation: { name: 'prepare', script: scriptOf('admin-api', 'prepare.js') },
  services: ['gateway', 'admin-api', 'health-worker', 'usage-worker'].map((name) => ({
    name,
    script: scriptOf(name, 'main.js'),
  })),
};

function scriptOf(app: string, file: string): string {
  return join(repositoryRoot, 'apps', app, 'dist', file);
}
