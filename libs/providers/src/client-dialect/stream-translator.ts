import type { TokenUsage } from '@switchyard/domain';
import type { JsonObject } from '../json.js';

/** What a frame means for the relay, and the bytes for the client: its own, changed ones, or none. */
export type TranslatedFrame = {
  /**
   * `content` is the first thing a user could see; `empty` frames may be held until then. A `comment` holds nothing and
   * only keeps the connection alive.
   */
  readonly kind: 'content' | 'empty' | 'comment' | 'done' | 'error';
  readonly bytes: Buffer | null;
};

/** Turns the frames of one upstream stream into the client's stream, and watches them for usage, errors and the end. */
export interface StreamTranslator {
  /** The last report; they are cumulative. Null until there is one. */
  readonly usage: TokenUsage | null;
  /** Characters of output since that report, for an estimate of what it leaves out. */
  readonly unreportedCharacters: number;
  /** The upstream's own error, when it sent one inside the stream. */
  readonly error: JsonObject | null;
  /** Whether the answer is whole: what its dialect sends at the end of a good answer has come. */
  readonly isComplete: boolean;
  /** Whether the upstream's end marker has come. */
  readonly isDone: boolean;
  /** @throws {GatewayError} `upstream_malformed` for a frame whose content is lost because it cannot be read */
  translate(frame: Buffer): TranslatedFrame;
  /** What the client still needs after the last frame of a stream that is complete. */
  end(): Buffer;
}
