import type { ChatEvent } from '@switchyard/domain';
import type { JsonObject } from '../json.js';

/** Reads one stream of an endpoint, frame by frame. One reader per stream, because reading has state. */
export interface UpstreamReader {
  /** Whether the endpoint's end marker has come: nothing of the answer follows it. */
  readonly isDone: boolean;
  /**
   * Whether the answer is whole: what its dialect sends at the end of a good answer has come. A stream that merely
   * stopped is not whole.
   */
  readonly isComplete: boolean;
  /** The endpoint's own error, when it sent one inside the stream. */
  readonly error: JsonObject | null;
  /**
   * The events of one frame.
   * @returns null for a frame that only keeps the connection alive
   * @throws {GatewayError} `upstream_malformed` for a frame whose content is lost because it cannot be read
   */
  read(frame: Buffer): readonly ChatEvent[] | null;
}
