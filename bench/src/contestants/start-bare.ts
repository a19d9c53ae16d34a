import { endChild } from '../process/end-child.js';
import { startServer } from '../process/fork-job.js';
import { behaviours } from '../upstream/behaviour.js';
import type { Upstream } from '../upstream/upstream.js';
import type { BareProxyOptions } from './bare-proxy.js';
import { AUTHORIZATION, type Contestant, UPSTREAM_MODEL } from './contestant.js';

const entry = new URL('./bare-process.js', import.meta.url);

/** The bare proxy, see `bare-proxy.ts`, in a process of its own. */
export async function startBare(upstream: Upstream, signal: AbortSignal): Promise<Contestant> {
  const models = behaviours.map(
    (name) => [name, { baseUrl: upstream.baseUrl(name), upstreamModel: UPSTREAM_MODEL }] as const,
  );
  const options = { models: Object.fromEntries(models), authorization: AUTHORIZATION };
  const { child, result: port } = await startServer<BareProxyOptions>(entry, options, signal);
  return {
    name: 'bare',
    pids: child.pid === undefined ? [] : [child.pid],
    route: () => ({
      url: `http://127.0.0.1:${port}/v1/chat/completions`,
      headers: { authorization: AUTHORIZATION },
    }),
    stop: () => endChild(child),
  };
}
