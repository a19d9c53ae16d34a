/** Takes an answer's body piece by piece, as it comes. Exactly one of `end` and `fail` is called, at most once. */
export interface BodySink {
  /** @returns false to be given no more until the exchange is resumed; what is on its way already still comes */
  data(chunk: Buffer): boolean;
  end(): void;
  fail(error: unknown): void;
  /** A sink that holds something back itself is told here that it may go on. */
  resume?(): void;
}
