import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Knows whether the service is on its way out: first it finishes what it has, then it cuts what is left. */
@Injectable()
export class DrainState implements OnModuleDestroy {
  isDraining = false;
  private readonly cutListeners = new Set<() => void>();

  onModuleDestroy(): void {
    this.isDraining = true;
  }

  /** Calls `listener` when open requests are to be cut. @returns how to stop listening */
  onCut(listener: () => void): () => void {
    this.cutListeners.add(listener);
    return () => this.cutListeners.delete(listener);
  }

  /** Tells every open request that its time is over, so that it can still tell its client. */
  cut(): void {
    for (const listener of this.cutListeners) listener();
  }
}
