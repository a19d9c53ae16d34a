import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OperatorEntity, OperatorSessionEntity } from '@switchyard/persistence';
import { AdminGuard } from './admin.guard.js';
import { OperatorsService } from './operators.service.js';
import { SessionController } from './session.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([OperatorEntity, OperatorSessionEntity])],
  controllers: [SessionController],
  providers: [OperatorsService, AdminGuard],
  exports: [AdminGuard],
})
export class AuthModule {}
