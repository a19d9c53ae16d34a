import { Module } from '@nestjs/common';
import { ConfigChange } from './config-change.js';
import { ConfigPublisher } from './config-publisher.js';

@Module({ providers: [ConfigPublisher, ConfigChange], exports: [ConfigChange] })
export class ConfigPublicationModule {}
