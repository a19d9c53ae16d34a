import type { Throughput } from '../measure/throughput.js';
import { BURST_CONTENT_EVENTS } from '../upstream/behaviour.js';

/** Throughput of burst streams in events with content. */
export const eventsPerSecond = ({ requestsPerSecond }: Throughput): Record<string, number> =>
  Object.fromEntries(
    Object.entries(requestsPerSecond).map(([name, streams]) => [name, streams * BURST_CONTENT_EVENTS]),
  );
