/** Conversations and answers in no SDK's words, so that the same ones can be had through each of them. */
export type JsonSchema = {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, { readonly type: 'string' | 'number' }>>;
  readonly required: string[];
  readonly additionalProperties: false;
};

export type Image = { readonly mediaType: string; readonly base64: string };
export type Tool = { readonly name: string; readonly description: string; readonly schema: JsonSchema };
export type ToolCall = { readonly id: string; readonly name: string; readonly input: unknown };
export type ToolResult = { readonly call: ToolCall; readonly text: string };

export type Turn =
  | { readonly by: 'user'; readonly text: string; readonly image?: Image }
  | { readonly by: 'assistant'; readonly text: string }
  /** An earlier answer, given back as its SDK gave it. */
  | { readonly by: 'answer'; readonly answer: Answer }
  | { readonly by: 'tools'; readonly results: readonly ToolResult[] };

/** At least one call, or none, or one of the tool with this name. */
export type ToolChoice = 'required' | 'none' | { readonly tool: string };

export type Conversation = {
  readonly system?: string;
  readonly turns: readonly Turn[];
  readonly tools?: readonly Tool[];
  readonly toolChoice?: ToolChoice;
  readonly schema?: JsonSchema;
  readonly stop?: readonly string[];
  readonly maxTokens?: number;
  readonly temperature?: number;
  /** The model is to think, and the client to see of it what its dialect shows. */
  readonly thinks?: boolean;
};

/** Disjoint counts in sum: `input` holds what was read from or written to the cache, `output` the reasoning. */
export type Usage = {
  readonly input: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly output: number;
  readonly reasoning?: number;
};

export type Finish = 'stop' | 'length' | 'tools' | 'refusal';

/** What the user of an SDK gets. Counts that the SDK does not show are left out. */
export type Answer = {
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly toolCalls: readonly ToolCall[];
  /** The SDK's own word where it stands for none of these. */
  readonly finish: Finish | string | null;
  readonly usage: Usage | null;
  /** The answer in the SDK's own form, to be given back with the next turn. */
  readonly native: unknown;
  readonly headers: Headers;
};

export type Mode = 'whole' | 'stream';

export const asks = (text: string, rest: Omit<Conversation, 'turns'> = {}): Conversation => ({
  ...rest,
  turns: [{ by: 'user', text }],
});

/** The conversation after an answer was given and its tool calls were answered, each with a text of its own. */
export const withResults = (
  conversation: Conversation,
  answer: Answer,
  resultOf: (call: ToolCall) => string,
): Conversation => ({
  ...conversation,
  turns: [
    ...conversation.turns,
    { by: 'answer', answer },
    { by: 'tools', results: answer.toolCalls.map((call) => ({ call, text: resultOf(call) })) },
  ],
});
