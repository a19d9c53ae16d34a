import type { TokenUsage } from '../usage/token-usage.js';
import type { ReasoningSignature } from './chat-message.js';

/** Why an answer ended. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter';

/**
 * One step of an answer in no dialect's words. A stream is `start`, any number of deltas, at most one `finish`. Tool
 * calls may interleave: a delta names the call it belongs to.
 * `usage` may come at any time and more than once: each one replaces what was known before.
 */
export type ChatEvent =
  | { readonly type: 'start'; readonly id: string; readonly model: string }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  /** Closes the reasoning before it, or stands alone where the provider shows none of it. */
  | { readonly type: 'reasoning-signature'; readonly signature: ReasoningSignature }
  | { readonly type: 'redacted-reasoning'; readonly format: string; readonly data: string }
  | { readonly type: 'refusal-delta'; readonly text: string }
  /** `index` counts the tool calls of the answer from 0. */
  | { readonly type: 'tool-call-start'; readonly index: number; readonly id: string; readonly name: string }
  | { readonly type: 'tool-call-delta'; readonly index: number; readonly argumentsText: string }
  | { readonly type: 'usage'; readonly usage: TokenUsage }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly stopSequence: string | null };
