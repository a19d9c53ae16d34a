import { Injectable } from '@nestjs/common';
import {
  discoverModels,
  type EndpointAccess,
  findEndpointType,
  testEndpoint,
  UpstreamClient,
} from '@switchyard/providers';
import { AdminError } from '../http/admin-error.js';
import { EndpointsService } from './endpoints.service.js';

/** Calls an endpoint on an operator's behalf: does it answer, and which models has it? */
@Injectable()
export class EndpointProbesService {
  constructor(
    private readonly endpoints: EndpointsService,
    private readonly client: UpstreamClient,
  ) {}

  async test(id: number) {
    const { reachable, status, latencyMs, url, error } = await testEndpoint(
      this.client,
      await this.access(id),
    );
    return { reachable, status, latency_ms: latencyMs, url, error };
  }

  async models(id: number) {
    return discoverModels(this.client, await this.access(id));
  }

  private async access(id: number): Promise<EndpointAccess> {
    const { entity, apiKey } = await this.endpoints.find(id);
    const type = findEndpointType(entity.endpointType);
    if (!type)
      throw new AdminError(
        409,
        'unknown_type',
        `This release does not know endpoints of type "${entity.endpointType}".`,
      );
    return { type, url: entity.url, apiKey };
  }
}
