import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { IsName, IsSwitch, MayBeAbsent, MayBeUnset, Trimmed } from '../http/dto-decorators.js';
import { TimeoutsDto } from '../timeouts/timeouts.dto.js';
import { problemWithCustomHeaders, readCustomHeaders } from './custom-headers.js';

const INT32_MAX = 2_147_483_647;
const MAX_PRICE = 1_000_000_000;
/** Postgres holds any text but one with a NUL in it. */
const WITHOUT_NUL = /^[^\0]*$/;
const MAX_OUTPUT_TOKENS = 10_000_000;

/** USD per million tokens. Null or left out is unknown, which makes the cost unknown; 0 is free. */
function IsPrice(): PropertyDecorator {
  return (target, property) => {
    ApiPropertyOptional({
      type: Number,
      nullable: true,
      description: 'USD per 1M tokens; null is unknown, 0 is free.',
    })(target, property);
    MayBeUnset()(target, property);
    IsNumber({ maxDecimalPlaces: 12 })(target, property);
    Min(0)(target, property);
    Max(MAX_PRICE)(target, property);
  };
}

const IsHeaderMap = () =>
  ValidateBy({
    name: 'isHeaderMap',
    validator: {
      validate: (value) => problemWithCustomHeaders(value) === null,
      defaultMessage: (context?: ValidationArguments) =>
        `custom_headers ${problemWithCustomHeaders(context?.value)}`,
    },
  });

/** Failover is not there yet: the ways of saying "none" are accepted, anything else would be a promise not kept. */
const IsNoFailover = () =>
  ValidateBy({
    name: 'isNoFailover',
    validator: {
      validate: (value) =>
        value === null || value.enabled === false || value.strategy === '' || value.strategy === 'none',
      defaultMessage: () =>
        'failover is not available in this release; leave it out or send {"enabled": false}',
    },
  });

export class CreateVirtualModelDto extends TimeoutsDto {
  @ApiProperty({ example: 'fast', description: 'The name clients use.' })
  @Trimmed()
  @IsString()
  @Length(1, 200)
  @IsName()
  name!: string;

  @ApiProperty()
  @IsInt()
  @Min(1)
  @Max(INT32_MAX)
  endpoint_id!: number;

  @ApiProperty({ example: 'gpt-4o-mini', description: 'The name sent to the endpoint.' })
  @Trimmed()
  @IsString()
  @Length(1, 500)
  @IsName()
  actual_model!: string;

  @ApiPropertyOptional()
  @MayBeUnset()
  @IsString()
  @Matches(WITHOUT_NUL, { message: '$property must not hold a NUL' })
  @MaxLength(2000)
  description?: string | null;

  @IsPrice()
  cost_per_1m_tokens_in?: number | null;

  @IsPrice()
  cost_per_1m_tokens_out?: number | null;

  @IsPrice()
  cost_per_1m_tokens_in_cached?: number | null;

  @IsPrice()
  cost_per_1m_tokens_out_cached?: number | null;

  @ApiPropertyOptional({
    default: false,
    description: 'Ask the endpoint for whole answers; clients still get streams.',
  })
  @MayBeAbsent()
  @IsSwitch()
  disable_streaming?: boolean;

  @ApiPropertyOptional({
    default: false,
    description: 'Answer with a whole JSON answer even where a stream was asked for.',
  })
  @MayBeAbsent()
  @IsSwitch()
  force_non_streaming?: boolean;

  @ApiPropertyOptional({
    type: Object,
    default: {},
    description: 'Sent to the endpoint, over the generated headers.',
  })
  @Transform(({ value }) => readCustomHeaders(value))
  @MayBeAbsent()
  @IsHeaderMap()
  custom_headers?: Record<string, string>;

  @ApiPropertyOptional({ default: true })
  @MayBeAbsent()
  @IsSwitch()
  enabled?: boolean;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Default for clients that give none; null or 0 is unset.',
  })
  @MayBeUnset()
  @IsInt()
  @Min(0)
  @Max(MAX_OUTPUT_TOKENS)
  max_tokens?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Default for clients that give none; null is unset, 0 is a value.',
  })
  @MayBeUnset()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Default for clients that give none; null is unset.',
  })
  @MayBeUnset()
  @IsNumber()
  @Min(0)
  @Max(1)
  top_p?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: "Put before the client's messages; blank is none.",
  })
  @MayBeUnset()
  @IsString()
  @Matches(WITHOUT_NUL, { message: '$property must not hold a NUL' })
  @MaxLength(100_000)
  system_prompt?: string | null;

  @ApiPropertyOptional({
    default: true,
    enum: [true],
    description: 'Hiding reasoning is not available in this release.',
  })
  @MayBeAbsent()
  @Transform(({ value }) => (value === 1 ? true : value))
  @IsIn([true], { message: 'show_reasoning can only be true in this release' })
  show_reasoning?: true;

  @ApiPropertyOptional({
    default: true,
    description: 'Kept for the response cache, which this release does not have.',
  })
  @MayBeAbsent()
  @IsSwitch()
  cache_enabled?: boolean;

  @ApiPropertyOptional({
    type: Object,
    nullable: true,
    description: 'Not available in this release; null or {"enabled": false}.',
  })
  @MayBeAbsent()
  @IsNoFailover()
  failover?: object | null;
}

export class UpdateVirtualModelDto extends PartialType(CreateVirtualModelDto, {
  skipNullProperties: false,
}) {}
