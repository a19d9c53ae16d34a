import { ApiPropertyOptional } from '@nestjs/swagger';
import { type Outcome, outcomes } from '@switchyard/domain';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsName, MayBeAbsent } from '../http/dto-decorators.js';

const MAX_UNIX_SECONDS = 253_402_300_799;

export class UsageQueryDto {
  @ApiPropertyOptional({ description: 'Unix seconds; 24 hours before the end when left out.' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_UNIX_SECONDS)
  start_date?: number;

  @ApiPropertyOptional({ description: 'Unix seconds; now when left out.' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_UNIX_SECONDS)
  end_date?: number;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  @IsName()
  virtual_model?: string;
}

export class ActivityQueryDto {
  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: 500 })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  @ApiPropertyOptional({ enum: outcomes })
  @MayBeAbsent()
  @IsIn(outcomes)
  status?: Outcome;

  @ApiPropertyOptional({ description: 'Part of a requested, virtual or actual model name.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  @IsName()
  model?: string;
}
