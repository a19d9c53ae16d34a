import type { Log } from '../console/terminal.js';
import { SupervisedUnit } from '../supervision/supervised-unit.js';
import { describeUrl } from './describe-url.js';
import type { EmbeddedStore } from './embedded-store.js';

export type Store = {
  readonly url: string;
  /** For people: no secrets in it. */
  readonly description: string;
  /** The supervised process; undefined for a store that was given by its URL. */
  readonly unit: SupervisedUnit | undefined;
  stop(force?: AbortSignal): Promise<void>;
};

/** A store somebody else runs: it is waited for, and never stopped. */
export async function givenStore(variable: string, url: string, wait: () => Promise<void>): Promise<Store> {
  try {
    await wait();
  } catch (error) {
    throw new Error(`${variable} (${describeUrl(url)}) does not answer: ${String(error)}`, { cause: error });
  }
  return { url, description: `${variable}, ${describeUrl(url)}`, unit: undefined, stop: async () => {} };
}

/** A private store, started now and kept running until it is stopped. */
export async function keptStore(store: EmbeddedStore, log: Log, signal: AbortSignal): Promise<Store> {
  const unit = new SupervisedUnit(store, log);
  await unit.start(signal);
  return { url: store.url, description: store.description, unit, stop: (force) => unit.stop(force) };
}
