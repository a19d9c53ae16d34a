import type { IncomingMessage, ServerResponse } from 'node:http';

/** The book of one request: what came, and when and by whom it was ended. */
export class ProviderCall {
  readonly startedAtMs = performance.now();
  /** Null while it is open. */
  closedAtMs: number | null = null;
  /** Whether the peer closed the connection before the answer had its end. */
  isAborted = false;
  private readonly controller = new AbortController();
  private isBrokenByUs = false;

  constructor(
    readonly path: string,
    readonly body: string,
    response: ServerResponse,
    onEnd: (call: ProviderCall) => void,
  ) {
    response.on('close', () => {
      this.closedAtMs = performance.now();
      this.isAborted = !response.writableFinished && !this.isBrokenByUs;
      this.controller.abort();
      onEnd(this);
    });
  }

  /** Fires when the connection is closed, whoever closed it. */
  get gone(): AbortSignal {
    return this.controller.signal;
  }

  get isOpen(): boolean {
    return this.closedAtMs === null;
  }

  /** What comes now is the provider's own doing. */
  breaksOff(): void {
    this.isBrokenByUs = true;
  }
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
