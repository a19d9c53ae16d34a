import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { endpointTypes } from '@switchyard/providers';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsHttpUrl, IsSwitch, MayBeAbsent, Trimmed } from '../http/dto-decorators.js';

const typeNames = endpointTypes.map(({ type }) => type);
const INT32_MAX = 2_147_483_647;

export class CreateEndpointDto {
  @ApiProperty({ example: 'OpenAI' })
  @Trimmed()
  @IsString()
  @Length(1, 200)
  name!: string;

  @ApiProperty({ example: 'https://api.openai.com/v1', description: 'Base URL; a missing /v1 is added.' })
  @Trimmed()
  @MaxLength(2000)
  @IsHttpUrl()
  url!: string;

  @ApiPropertyOptional({ enum: typeNames, default: 'openai' })
  @MayBeAbsent()
  @IsIn(typeNames, { message: `endpoint_type must be one of: ${typeNames.join(', ')}` })
  endpoint_type?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'Sent to the endpoint, sealed at rest, never shown. In an update, blank keeps it and null removes it.',
  })
  @Trimmed()
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @IsString()
  @MaxLength(10_000)
  api_key?: string | null;

  @ApiPropertyOptional({ default: 0, description: 'Higher is preferred.' })
  @MayBeAbsent()
  @IsInt()
  @Min(-INT32_MAX)
  @Max(INT32_MAX)
  priority?: number;

  @ApiPropertyOptional({ default: true })
  @MayBeAbsent()
  @IsSwitch()
  enabled?: boolean;

  @ApiPropertyOptional({ default: '', description: 'Asked from time to time; blank means never.' })
  @Transform(({ value }) => (value === null ? '' : typeof value === 'string' ? value.trim() : value))
  @ValidateIf((_object, value) => value !== undefined && value !== '')
  @MaxLength(2000)
  @IsHttpUrl()
  health_check_url?: string;
}

export class UpdateEndpointDto extends PartialType(CreateEndpointDto, { skipNullProperties: false }) {}
