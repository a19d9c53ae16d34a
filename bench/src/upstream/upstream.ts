import { startNginx } from '../nginx/start-nginx.js';
import { endChild } from '../process/end-child.js';
import { startServer } from '../process/fork-job.js';
import { wholeAnswer } from './answers.js';
import type { Behaviour } from './behaviour.js';
import type { UpstreamOptions } from './upstream-server.js';

/** The endpoint behind all contestants. */
export type Upstream = {
  /** What stands before `/chat/completions`. */
  baseUrl(behaviour: Behaviour): string;
  stop(): Promise<void>;
};

export type UpstreamStart = UpstreamOptions & {
  /** Path of nginx, which then gives the quick answers. */
  readonly nginx?: string | undefined;
  readonly signal: AbortSignal;
};

const entry = new URL('./upstream-process.js', import.meta.url);

export async function startUpstream({ nginx, signal, ...options }: UpstreamStart): Promise<Upstream> {
  const { child, result: port } = await startServer<UpstreamOptions>(entry, options, signal);
  try {
    const quick = nginx === undefined ? undefined : await startNginx(nginx, QUICK_ANSWER_LOCATION, signal);
    const own = `http://127.0.0.1:${port}`;
    return {
      baseUrl: (behaviour) => `${(behaviour === 'quick-answer' && quick?.url) || own}/${behaviour}/v1`,
      stop: async () => {
        await Promise.all([endChild(child), quick?.stop()]);
      },
    };
  } catch (error) {
    await endChild(child);
    throw error;
  }
}

const QUICK_ANSWER_LOCATION = {
  upstreams: '',
  locations: `
    location / {
      default_type application/json;
      return 200 '${wholeAnswer}';
    }`,
};
