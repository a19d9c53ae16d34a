/** Parts of a conversation in no dialect's words. Readers of a dialect make them, writers of another use them. */
export type TextPart = { readonly type: 'text'; readonly text: string };

export type ImagePart = {
  readonly type: 'image';
  readonly source:
    | { readonly kind: 'url'; readonly url: string }
    /** `data` is base64 without a `data:` prefix. */
    | { readonly kind: 'base64'; readonly mediaType: string; readonly data: string };
};

/** What a model thought before it answered. A signed one is opaque: it goes back byte for byte or not at all. */
export type ReasoningPart = {
  readonly type: 'reasoning';
  readonly text: string;
  readonly signature: string | null;
};

/** Reasoning that its provider keeps to itself and only wants to see again. */
export type RedactedReasoningPart = { readonly type: 'redacted-reasoning'; readonly data: string };

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
};

export type UserPart = TextPart | ImagePart;
export type AssistantPart = TextPart | ReasoningPart | RedactedReasoningPart | RefusalPart | ToolCallPart;

export type ChatMessage =
  | { readonly role: 'system'; readonly content: readonly TextPart[] }
  | { readonly role: 'user'; readonly content: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly content: readonly AssistantPart[] }
  | { readonly role: 'tool'; readonly content: readonly ToolResultPart[] };
