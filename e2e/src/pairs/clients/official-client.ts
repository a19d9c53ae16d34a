import type { Fetch } from '@switchyard/testing';
import type { Answer, Conversation, Mode } from '../conversation.js';

/** What a client can say or show, by its dialect and its SDK; what is not named here it has no place for. */
export type Ability =
  | 'system'
  | 'turns'
  | 'image'
  | 'tools'
  /** One tool that has to be called. */
  | 'named tool'
  /** Any tool, or none. */
  | 'tool choice'
  | 'schema'
  | 'stop'
  | 'limit'
  | 'temperature'
  | 'reasoning'
  /** Gives reasoning back with what its provider sealed it. */
  | 'sealed reasoning'
  /** Shows the words of a refusal, in a place of their own or as text. */
  | 'refusal'
  /** Tells that an answer ended because it was refused. */
  | 'refused end'
  | 'cache writes'
  | 'cache reads'
  | 'reasoning tokens';

/** What all chats can be told. */
export const inChats: readonly Ability[] = [
  'system',
  'turns',
  'image',
  'tools',
  'schema',
  'limit',
  'temperature',
];
export const toolChoices: readonly Ability[] = ['named tool', 'tool choice'];
export const refusals: readonly Ability[] = ['refusal', 'refused end'];
export const usageDetails: readonly Ability[] = ['cache writes', 'cache reads', 'reasoning tokens'];

/** What went wrong, by the class or code that an SDK gives its users to tell it apart. */
export type Refused = 'not found' | 'bad request' | 'rate limit' | 'other';

/** The one form in which all official SDKs are called. */
export type OfficialClient = {
  readonly name: string;
  readonly can: readonly Ability[];
  ask(conversation: Conversation, mode: Mode, model: string): Promise<Answer>;
  /** @param error what `ask` threw; `other` for anything but the SDK's own error of that kind */
  kindOf(error: unknown): Refused;
};

/** Where clients find the gateway, and how they send to it. */
export type Gateway = { readonly url: string; readonly fetch: Fetch };

/** A `fetch` for an SDK, and the headers of the answer it got last. */
export function newWire(gateway: Gateway): { readonly fetch: Fetch; readonly headers: () => Headers } {
  let headers = new Headers();
  return {
    fetch: async (...request) => {
      const response = await gateway.fetch(...request);
      headers = response.headers;
      return response;
    },
    headers: () => headers,
  };
}

/** For SDKs that have one class for all errors. */
export const kindByStatus: Readonly<Record<number, Refused>> = {
  400: 'bad request',
  404: 'not found',
  429: 'rate limit',
};

/** An SDK's word in ours; the word itself where it has no place in the table. */
export const wordIn = <Word extends string>(
  table: Readonly<Record<string, Word>>,
  word: string | null | undefined,
): Word | string | null => (word == null ? null : (table[word] ?? word));
