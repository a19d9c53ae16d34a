import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** The metrics of this process: its own memory, CPU and event loop, and what its services add. */
@Injectable()
export class MetricsRegistry {
  readonly prometheus = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.prometheus });
  }
}
