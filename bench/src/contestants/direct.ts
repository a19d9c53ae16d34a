import type { Upstream } from '../upstream/upstream.js';
import { AUTHORIZATION, type Contestant } from './contestant.js';

/** No proxy at all: what upstream and load can do by themselves on this machine. */
export const direct = (upstream: Upstream): Contestant => ({
  name: 'direct',
  pids: [],
  route: (behaviour) => ({
    url: `${upstream.baseUrl(behaviour)}/chat/completions`,
    headers: { authorization: AUTHORIZATION },
  }),
  stop: async () => {},
});
