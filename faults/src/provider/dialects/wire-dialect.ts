import type { JsonObject } from '../../json.js';
import type { ScriptedAnswer } from '../scripted-answer.js';

export type DialectName = 'openai-chat' | 'openai-responses' | 'anthropic-messages' | 'ollama-chat';

/**
 * One event of a stream, not yet in bytes. `start` is what comes before any content, `content` holds text or a tool call,
 * `finish` says that the answer is whole, `rest` is everything else.
 */
export type Frame = {
  readonly part: 'start' | 'content' | 'finish' | 'rest';
  readonly data: JsonObject | string;
};

/** What of a request shapes the answer. */
export type Asked = {
  readonly model: string;
  readonly isStream: boolean;
  /** OpenAI's chat dialect reports usage in a stream only where it was asked to. */
  readonly wantsUsage: boolean;
};

export type Failure = {
  /** HTTP status, or the one it would have had inside of a stream. */
  readonly status: number;
  readonly message: string;
  /** A 429 that no waiting cures. */
  readonly isQuota: boolean;
};

/** How one kind of provider puts things. Stateless and without I/O. */
export interface WireDialect {
  readonly name: DialectName;
  /** Where it is asked, by POST. */
  readonly path: string;
  readonly streamContentType: string;
  /** What may stand between two frames and means nothing. */
  readonly fillers: readonly string[];
  /** Whether usage tells cached input apart. */
  readonly tellsCachedTokens: boolean;
  /** Whether a 429 for money differs from one for speed. */
  readonly tellsQuota: boolean;
  read(body: JsonObject): Asked;
  frames(answer: ScriptedAnswer, asked: Asked): Frame[];
  /** @param index of the frame in its stream */
  encode(frame: Frame, index: number): string;
  whole(answer: ScriptedAnswer, asked: Asked): JsonObject;
  errorBody(failure: Failure): JsonObject;
  /** The error as an event of a stream that has begun. */
  errorFrame(failure: Failure): Frame;
  /** The error as the way an answer finished, where the dialect has a word for that. */
  failedFinish?(failure: Failure, asked: Asked): Frame;
}
