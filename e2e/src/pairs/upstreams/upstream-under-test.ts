import type { Image, ToolChoice, Usage } from '../conversation.js';
import type { ScriptedAnswer, ScriptedCall } from '../frames/scripted-answer.js';

/** One thing in a request's conversation, in the order in which they stand. */
export type Said =
  | { readonly user: string }
  | { readonly image: Image }
  | { readonly assistant: string }
  | { readonly call: string; readonly input: unknown }
  /** The result of a call, by the name of its tool. */
  | { readonly result: string; readonly text: string };

/** A request as an endpoint got it, in words common to all dialects. */
export type Seen = {
  readonly system: string;
  readonly said: readonly Said[];
  readonly tools: readonly { readonly name: string; readonly schema: unknown }[];
  readonly toolChoice: ToolChoice | 'auto';
  readonly schema: unknown;
  readonly stop: readonly string[];
  readonly wantsThinking: boolean;
  readonly maxTokens: unknown;
  readonly temperature: unknown;
};

/** One answer to each thing that only some providers say, in their own bytes. */
export type ScriptedAnswers = {
  readonly usage: { readonly answer: ScriptedAnswer; readonly counts: Usage };
  readonly text: (text: string) => ScriptedAnswer;
  /** As it fails within a stream that has begun. */
  readonly errorEvent: (message: string) => string;
  readonly cutOff: (text: string) => ScriptedAnswer;
  readonly reasoning: (thought: string, text: string) => ScriptedAnswer;
  /** An answer that its provider ended with these words. */
  readonly refusal: ((text: string) => ScriptedAnswer) | null;
  /** Reasoning that its provider sealed, before a call of `get_weather` with the city of Bern. */
  readonly sealed: {
    readonly answer: ScriptedAnswer;
    readonly seals: readonly unknown[];
    /** What of the seals came back with a later request. */
    readonly sealsIn: (body: Readonly<Record<string, unknown>>) => readonly unknown[];
  } | null;
  /** Two calls whose arguments come in turns. */
  readonly interleavedCalls: ((calls: readonly ScriptedCall[]) => ScriptedAnswer) | null;
};

/** A kind of endpoint: how it is made, how its requests are read, and what it can answer. */
export type UpstreamUnderTest = {
  readonly name: string;
  readonly endpointType: string;
  /** One of which both the mock and our encoders know that it can think. */
  readonly model: string;
  /** False where the gateway has to end answers itself. */
  readonly knowsStop: boolean;
  /** False where the model alone decides which tools it calls, and the client is told so. */
  readonly knowsToolChoice: boolean;
  /** Where clients get the mock's own stream, which leaves out fields that every stream of the dialect has. */
  readonly mockIsLaxAt: string | null;
  readonly see: (body: Readonly<Record<string, unknown>>) => Seen;
  readonly scripted: ScriptedAnswers;
};
