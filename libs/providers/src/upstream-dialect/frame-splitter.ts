/** Cuts the bytes of a stream into the frames of its dialect, however they were cut on the way. */
export interface FrameSplitter {
  /** The frames that are complete with this chunk, each with its own bytes. @throws {GatewayError} `upstream_malformed` */
  push(chunk: Buffer): Buffer[];
  /** What is left when the stream ends: a frame whose end never came, made complete; or null. */
  end(): Buffer | null;
}
