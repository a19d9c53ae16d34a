import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EndpointEntity } from '@switchyard/persistence';
import { CONFIG } from '@switchyard/platform';
import { UpstreamClient } from '@switchyard/providers';
import type { AdminApiConfig } from '../admin-api.config.js';
import { ConfigPublicationModule } from '../config-publication/config-publication.module.js';
import { EndpointProbesService } from './endpoint-probes.service.js';
import { EndpointTypesController } from './endpoint-types.controller.js';
import { EndpointsController } from './endpoints.controller.js';
import { EndpointsService } from './endpoints.service.js';

const PROBE_CONNECT_TIMEOUT_MS = 5_000;

@Module({
  imports: [TypeOrmModule.forFeature([EndpointEntity]), ConfigPublicationModule],
  controllers: [EndpointsController, EndpointTypesController],
  providers: [
    EndpointsService,
    EndpointProbesService,
    {
      provide: UpstreamClient,
      useFactory: (config: AdminApiConfig) =>
        new UpstreamClient({ allowPrivate: config.ALLOW_PRIVATE_ENDPOINTS }, PROBE_CONNECT_TIMEOUT_MS),
      inject: [CONFIG],
    },
  ],
})
export class EndpointsModule {}
