import type { Socket } from 'node:net';

type Burst = { readonly socket: Socket; readonly frames: readonly Buffer[]; sent: number };

/** Streams that send one frame in every turn of the event loop, each with a write of its own. */
export class Bursts {
  private readonly open = new Set<Burst>();

  begin(socket: Socket, frames: readonly Buffer[]): void {
    if (this.open.size === 0) setImmediate(() => this.turn());
    this.open.add({ socket, frames, sent: 0 });
  }

  private turn(): void {
    for (const burst of this.open) {
      const frame = burst.frames[burst.sent++];
      if (frame === undefined || burst.socket.destroyed) this.open.delete(burst);
      else burst.socket.write(frame);
    }
    if (this.open.size > 0) setImmediate(() => this.turn());
  }
}
