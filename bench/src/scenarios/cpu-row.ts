import { contestantNames } from '../contestants/contestant.js';
import type { Throughput } from '../measure/throughput.js';
import type { Row } from '../report/row.js';

/** CPU time is far steadier than throughput, and tells where it comes from. It has no goal of its own. */
export function cpuRow(what: string, { cpuUsPerRequest }: Throughput): Row {
  const proxies = contestantNames.filter((name) => name !== 'direct' && name in cpuUsPerRequest);
  return {
    what: `${what}: CPU time per request`,
    unit: 'µs',
    medians: Object.fromEntries(proxies.map((name) => [name, cpuUsPerRequest[name] ?? null])),
    checks: [],
  };
}
