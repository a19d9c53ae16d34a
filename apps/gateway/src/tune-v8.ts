import { setFlagsFromString } from 'node:v8';

/**
 * V8 puts objects of which many lived long at first straight into its old generation from then on. Here these are the objects
 * of requests, which all die young: the old generation filled with them at 25 MB a second, each kept younger ones alive, and
 * a fifth of the gateway's time went into collecting them (docs/performance.md).
 *
 * Imported before all else: the setting counts for what is compiled after it.
 */
setFlagsFromString('--no-allocation-site-pretenuring');
