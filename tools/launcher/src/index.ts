export { type StoreOptions, type Stores, startStores } from './stores/start-stores.js';
export type { Store } from './stores/store.js';
