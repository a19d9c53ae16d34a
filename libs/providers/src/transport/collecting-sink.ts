import { GatewayError } from '@switchyard/domain';
import type { BodySink } from './body-sink.js';

/** Puts a body together. */
export class CollectingSink implements BodySink {
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly source: { abort(reason: unknown): void },
    private readonly resolve: (body: Buffer) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  data(chunk: Buffer): boolean {
    this.size += chunk.length;
    if (this.size <= this.maxBytes) this.chunks.push(chunk);
    else this.source.abort(tooLarge(this.maxBytes));
    return true;
  }

  end(): void {
    const [only] = this.chunks;
    this.resolve(this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks, this.size));
  }

  fail(error: unknown): void {
    this.reject(error);
  }
}

export const tooLarge = (maxBytes: number): GatewayError =>
  new GatewayError('upstream_malformed', `The endpoint's answer is larger than ${maxBytes} bytes.`);
