import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { endpointTypes } from '@switchyard/providers';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsBaseUrl, IsHttpUrl, IsName, IsSwitch, MayBeAbsent, Trimmed } from '../http/dto-decorators.js';
import { TimeoutsDto } from '../timeouts/timeouts.dto.js';

const typeNames = endpointTypes.map(({ type }) => type);
const INT32_MAX = 2_147_483_647;
/** What may stand in a header, and the sign by which a mask is known, since a form may send back what it was shown. */
const KEY_OR_MASK = /^[\x20-\x7e…]*$/;

export class CreateEndpointDto extends TimeoutsDto {
  @ApiProperty({ example: 'OpenAI' })
  @Trimmed()
  @IsString()
  @Length(1, 200)
  @IsName()
  name!: string;

  @ApiProperty({ example: 'https://api.openai.com/v1', description: 'Base URL; a missing /v1 is added.' })
  @Trimmed()
  @MaxLength(2000)
  @IsBaseUrl()
  url!: string;

  @ApiPropertyOptional({ enum: typeNames, default: 'openai' })
  @MayBeAbsent()
  @IsIn(typeNames, { message: `endpoint_type must be one of: ${typeNames.join(', ')}` })
  endpoint_type?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'Sent to the endpoint, sealed at rest, never shown. In an update, blank or the mask keeps it, null removes it.',
  })
  @Trimmed()
  @ValidateIf((_object, value) => value !== undefined && value !== null)
  @Matches(KEY_OR_MASK, { message: 'api_key must hold nothing but visible ASCII characters' })
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
