import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../http/dto-decorators.js';

export class SignInDto {
  @ApiPropertyOptional({ default: 'admin' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  username?: string;

  @ApiProperty()
  @IsString()
  @MaxLength(1000)
  password!: string;
}
