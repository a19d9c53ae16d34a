import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { VirtualModelEntity } from '@switchyard/persistence';
import { ConfigPublicationModule } from '../config-publication/config-publication.module.js';
import { VirtualModelsController } from './virtual-models.controller.js';
import { VirtualModelsService } from './virtual-models.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([VirtualModelEntity]), ConfigPublicationModule],
  controllers: [VirtualModelsController],
  providers: [VirtualModelsService],
})
export class VirtualModelsModule {}
