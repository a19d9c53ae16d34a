import type { Route } from '../load/target.js';
import type { Behaviour } from '../upstream/behaviour.js';

export const contestantNames = ['direct', 'nginx', 'bare', 'portkey', 'switchyard'] as const;

export type ContestantName = (typeof contestantNames)[number];

/** One of those that are measured side by side. */
export type Contestant = {
  readonly name: ContestantName;
  /** Its processes, whose CPU time counts; none for the direct way. */
  readonly pids: readonly number[];
  /** Where it takes requests that the upstream is to answer so. The model in their body is named as the behaviour. */
  route(behaviour: Behaviour): Route;
  stop(): Promise<void>;
};

/** Every contestant sends one, as real clients do. */
export const AUTHORIZATION = 'Bearer sk-bench-0000000000000000';

/** The model that a contestant asks the upstream for. */
export const UPSTREAM_MODEL = 'gpt-4o-mini';

/** The same place for clients that speak Anthropic's dialect. */
export const messagesRoute = ({ url, headers }: Route): Route => ({
  url: new URL('/v1/messages', url).href,
  headers: { ...headers, 'anthropic-version': '2023-06-01' },
});
