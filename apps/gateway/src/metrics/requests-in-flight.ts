import { Injectable } from '@nestjs/common';
import { MetricsRegistry } from '@switchyard/platform';
import { Gauge } from 'prom-client';

/** Requests that have come and are not settled yet: what a replica is busy with, by which it is scaled. */
@Injectable()
export class RequestsInFlight {
  private readonly gauge: Gauge;

  constructor(registry: MetricsRegistry) {
    this.gauge = new Gauge({
      name: 'switchyard_requests_in_flight',
      help: 'Inference requests that have arrived and not ended yet.',
      registers: [registry.prometheus],
    });
  }

  inc(): void {
    this.gauge.inc();
  }

  dec(): void {
    this.gauge.dec();
  }
}
