import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import {
  CONFIG,
  ConfigSource,
  ConfigSourceModule,
  HealthModule,
  MetricsModule,
  RedisConnections,
  RedisModule,
  redisCheck,
  SecretsModule,
} from '@switchyard/platform';
import { UpstreamClient } from '@switchyard/providers';
import { EndpointHealthView } from './endpoint-health/endpoint-health-view.js';
import { EndpointCredentials } from './endpoints/endpoint-credentials.js';
import type { GatewayConfig } from './gateway.config.js';
import { GatewayExceptionFilter } from './http/gateway-exception.filter.js';
import { InferencePipeline } from './inference/inference-pipeline.js';
import { OpenRequests } from './inference/open-requests.js';
import { RoutePlanner } from './inference/route-planner.js';
import { TokenCount } from './inference/token-count.js';
import { UpstreamAttempt } from './inference/upstream-attempt.js';
import { RequestsInFlight } from './metrics/requests-in-flight.js';
import { OllamaForwarder } from './ollama/ollama-forwarder.js';
import { RunningModels } from './ollama/running-models.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxSender } from './outbox/outbox-sender.js';

@Module({})
export class GatewayModule {
  static forRoot(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        RedisModule.forRoot(config),
        SecretsModule.forRoot(config),
        MetricsModule,
        ConfigSourceModule.forRoot(join(config.GATEWAY_DATA_DIR, 'config-snapshot.json')),
        HealthModule.forRoot({
          inject: [ConfigSource, RedisConnections],
          checks: (source: ConfigSource, redis: RedisConnections) => [
            configCheck(source),
            redisCheck(redis, false),
          ],
        }),
      ],
      providers: [
        { provide: APP_FILTER, useClass: GatewayExceptionFilter },
        { provide: UpstreamClient, useFactory: upstreamClient, inject: [CONFIG] },
        EndpointCredentials,
        EndpointHealthView,
        UpstreamAttempt,
        InferencePipeline,
        OpenRequests,
        RoutePlanner,
        TokenCount,
        RequestsInFlight,
        OllamaForwarder,
        RunningModels,
        Outbox,
        OutboxSender,
      ],
    };
  }
}

/** The gateway serves as soon as it has a config, from wherever; it needs neither Redis nor Postgres to go on. */
const configCheck = (source: ConfigSource) => ({
  name: 'config',
  isVital: true,
  check: () => {
    if (!source.current) throw new Error('no configuration received yet');
  },
});

const upstreamClient = (config: GatewayConfig): UpstreamClient =>
  new UpstreamClient({ allowPrivate: config.ALLOW_PRIVATE_ENDPOINTS }, config.UPSTREAM_CONNECT_TIMEOUT_MS);
