import type { CacheMark, ChatMessage } from './chat-message.js';

export type ToolDefinition = {
  readonly name: string;
  readonly description: string | null;
  /** JSON Schema of the arguments; null where the client gave none. */
  readonly inputSchema: unknown;
  readonly strict: boolean | null;
} & CacheMark;

export type ToolChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'none' }
  /** Any tool, but one. */
  | { readonly kind: 'required' }
  | { readonly kind: 'tool'; readonly name: string };

export type ResponseFormat =
  | { readonly kind: 'json' }
  | {
      readonly kind: 'json-schema';
      readonly name: string;
      readonly schema: unknown;
      readonly strict: boolean | null;
    };

export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** How much a model may think: in words or in tokens, whichever the client said. */
export type ReasoningWish =
  | { readonly kind: 'effort'; readonly effort: ReasoningEffort }
  | { readonly kind: 'budget'; readonly budgetTokens: number }
  | { readonly kind: 'adaptive' }
  | { readonly kind: 'off' };

/** A chat request in no dialect's words. What the client left out is null. */
export type ChatRequest = {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolDefinition[];
  readonly toolChoice: ToolChoice | null;
  readonly parallelToolCalls: boolean | null;
  readonly maxOutputTokens: number | null;
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly topK: number | null;
  readonly stop: readonly string[];
  readonly seed: number | null;
  readonly presencePenalty: number | null;
  readonly frequencyPenalty: number | null;
  readonly responseFormat: ResponseFormat | null;
  readonly reasoning: ReasoningWish | null;
  /** The caller's own end user, as an opaque id. */
  readonly endUser: string | null;
  readonly wantsStream: boolean;
  /** Whose words the extras are: the same word may mean something else to another vendor. */
  readonly vocabulary: string;
  /**
   * Fields of the client's dialect that stand for nothing above, under the names they have there. An endpoint's dialect
   * takes those of its own vocabulary that it knows; the client is told of the others.
   */
  readonly extras: Readonly<Record<string, unknown>>;
};
