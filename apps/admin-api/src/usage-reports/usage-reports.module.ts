import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RequestLogEntity } from '@switchyard/persistence';
import { ActivityService } from './activity.service.js';
import { UsageReportService } from './usage-report.service.js';
import { UsageReportsController } from './usage-reports.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([RequestLogEntity])],
  controllers: [UsageReportsController],
  providers: [UsageReportService, ActivityService],
})
export class UsageReportsModule {}
