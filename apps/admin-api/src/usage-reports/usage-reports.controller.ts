import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActivityService } from './activity.service.js';
import { ActivityQueryDto, UsageQueryDto } from './usage-query.dto.js';
import { UsageReportService } from './usage-report.service.js';

@ApiTags('usage')
@Controller('api/admin')
export class UsageReportsController {
  constructor(
    private readonly reports: UsageReportService,
    private readonly activity: ActivityService,
  ) {}

  @Get('usage')
  usage(@Query() query: UsageQueryDto) {
    return this.reports.report(query);
  }

  @Get(['activity', 'endpoints/activity'])
  latest(@Query() query: ActivityQueryDto) {
    return this.activity.latest(query);
  }
}
