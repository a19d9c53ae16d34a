import { Injectable } from '@nestjs/common';
import { MetricsRegistry } from '@switchyard/platform';
import { Gauge } from 'prom-client';

/** Requests that have come and are not settled yet: what a replica is busy with, by which it is scaled. */
@Injectable()
export class RequestsInFlight {
  private count = 0;

  constructor(registry: MetricsRegistry) {
    const readCount = () => this.count;
    new Gauge({
      name: 'switchyard_requests_in_flight',
      help: 'Inference requests that have arrived and not ended yet.',
      registers: [registry.prometheus],
      collect() {
        this.set(readCount());
      },
    });
  }

  inc(): void {
    this.count++;
  }

  dec(): void {
    this.count--;
  }
}
