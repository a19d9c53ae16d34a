/** Parts of a conversation in no dialect's words. Readers of a dialect make them, writers of another use them. */
export type TextPart = { readonly type: 'text'; readonly text: string } & CacheMark;

/** A wish of the client that everything up to here be kept in the provider's prompt cache, as it was given. */
export type CacheMark = { readonly cacheControl?: unknown };

export type ImagePart = {
  readonly type: 'image';
  readonly source:
    | { readonly kind: 'url'; readonly url: string }
    /** `data` is base64 without a `data:` prefix. */
    | { readonly kind: 'base64'; readonly mediaType: string; readonly data: string };
} & CacheMark;

/**
 * A provider's seal on what its model thought. It is opaque, and only the dialect named by `format` can take it back:
 * byte for byte, with the text it seals, or not at all.
 */
export type ReasoningSignature = {
  readonly format: string;
  readonly value: string;
  /** The provider's own id of the sealed item, where it has one. */
  readonly itemId: string | null;
};

/** What a model thought before it answered. */
export type ReasoningPart = {
  readonly type: 'reasoning';
  readonly text: string;
  readonly signature: ReasoningSignature | null;
};

/** Reasoning that its provider keeps to itself and only wants to see again. `format` is as in a signature. */
export type RedactedReasoningPart = {
  readonly type: 'redacted-reasoning';
  readonly format: string;
  readonly data: string;
};

export type RefusalPart = { readonly type: 'refusal'; readonly text: string };

export type ToolCallPart = {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it, which may not parse. */
  readonly argumentsText: string;
};

export type ToolResultPart = {
  readonly type: 'tool-result';
  readonly callId: string;
  readonly content: readonly (TextPart | ImagePart)[];
  readonly isError: boolean;
} & CacheMark;

export type UserPart = TextPart | ImagePart;
export type AssistantPart = TextPart | ReasoningPart | RedactedReasoningPart | RefusalPart | ToolCallPart;

export type ChatMessage =
  | { readonly role: 'system'; readonly content: readonly TextPart[] }
  | { readonly role: 'user'; readonly content: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly content: readonly AssistantPart[] }
  | { readonly role: 'tool'; readonly content: readonly ToolResultPart[] };
