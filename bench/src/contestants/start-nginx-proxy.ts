import { proxyParts } from '../nginx/nginx-config.js';
import { startNginx } from '../nginx/start-nginx.js';
import type { Upstream } from '../upstream/upstream.js';
import { AUTHORIZATION, type Contestant } from './contestant.js';

/** nginx as a plain reverse proxy: it passes bytes on and understands nothing of them. @param program its path */
export async function startNginxProxy(
  program: string,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<Contestant> {
  const origins = { '/quick-answer/': upstream.baseUrl('quick-answer'), '/': upstream.baseUrl('answer') };
  const nginx = await startNginx(program, proxyParts(origins), signal);
  return {
    name: 'nginx',
    pids: [nginx.pid],
    route: (behaviour) => ({
      url: `${nginx.url}/${behaviour}/v1/chat/completions`,
      headers: { authorization: AUTHORIZATION },
    }),
    stop: nginx.stop,
  };
}
