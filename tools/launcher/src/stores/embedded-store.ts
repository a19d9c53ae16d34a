import type { Unit } from '../supervision/unit.js';

/** A private store kept in the data folder. `url` and `description` hold once it has been started. */
export interface EmbeddedStore extends Unit {
  readonly url: string;
  readonly description: string;
}
