import type { Ability, OfficialClient } from '../clients/official-client.js';
import type { Answer, Conversation, Mode } from '../conversation.js';
import type { FakeEndpoint } from '../fake-endpoint.js';
import type { Seen, UpstreamUnderTest } from '../upstreams/upstream-under-test.js';

/** A client in front of a kind of endpoint, in one of the two modes. */
export type Pair = {
  readonly client: OfficialClient;
  readonly upstream: UpstreamUnderTest;
  readonly endpoint: FakeEndpoint;
  readonly mode: Mode;
};

/** A conversation and what has to be true of it on every pair. */
export type Scenario = {
  readonly title: string;
  /** What the client must be able to say or show; others have no such conversation. */
  readonly needs: readonly Ability[];
  /** False where such a thing never happens. */
  readonly isFor?: (pair: Omit<Pair, 'endpoint'>) => boolean;
  readonly run: (pair: Pair) => Promise<void>;
};

/** The virtual models of a kind of endpoint. SDKs know by its name that a model thinks. */
export const modelsOf = ({ endpointType }: UpstreamUnderTest): { plain: string; thinking: string } => ({
  plain: `any-${endpointType}`,
  thinking: `gpt-5-${endpointType}`,
});

export function ask({ client, mode, upstream }: Pair, conversation: Conversation): Promise<Answer> {
  const { plain, thinking } = modelsOf(upstream);
  return client.ask(conversation, mode, conversation.thinks ? thinking : plain);
}

/** The last request as the endpoint got it. */
export function lastSeen({ endpoint, upstream }: Pair): Seen {
  const body = endpoint.bodies.at(-1);
  if (!body) throw new Error('nothing reached the endpoint');
  return upstream.see(body);
}

export const notesOf = ({ headers }: Answer): string => headers.get('x-switchyard-notes') ?? '';
