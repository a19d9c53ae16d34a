import { builtScript } from '../config/locations.js';
import { rememberedPort } from '../ports/remembered-port.js';
import { type ServiceOptions, ServiceUnit } from '../services/service-unit.js';
import type { Stoppable } from '../supervision/start-together.js';
import { SupervisedUnit } from '../supervision/supervised-unit.js';

export type DemoEndpointOptions = Pick<ServiceOptions, 'environment' | 'logFile' | 'log'> & {
  readonly portFile: string;
};

/** Starts the demo endpoint and keeps it running. Its port stays the same: the endpoint's URL is stored. */
export async function startDemoEndpoint(
  options: DemoEndpointOptions,
  signal: AbortSignal,
): Promise<Stoppable & { readonly url: string }> {
  const port = await rememberedPort(options.portFile);
  const service = new ServiceUnit({
    ...options,
    name: 'demo-endpoint',
    script: builtScript('demo-endpoint/main.js'),
    args: [String(port)],
  });
  const unit = new SupervisedUnit(service, options.log);
  await unit.start(signal);
  return { url: service.url, stop: (force) => unit.stop(force) };
}
