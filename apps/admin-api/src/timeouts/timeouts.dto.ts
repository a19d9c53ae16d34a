import { ApiPropertyOptional } from '@nestjs/swagger';
import { LONGEST_TIMEOUTS, type Timeouts } from '@switchyard/domain';
import { ValidateBy } from 'class-validator';
import { MayBeUnset } from '../http/dto-decorators.js';

const ORDER = "null leaves it to the next: virtual model, endpoint, the gateway's settings.";

/** Milliseconds, up to what the gateway's own setting may be. Null leaves it to whoever is asked next. */
function IsTimeout(name: keyof Timeouts, meaning: string): PropertyDecorator {
  const maximum = LONGEST_TIMEOUTS[name];
  return (target, property) => {
    ApiPropertyOptional({
      type: 'integer',
      nullable: true,
      minimum: 1,
      maximum,
      description: `${meaning}, in milliseconds; ${ORDER}`,
    })(target, property);
    MayBeUnset()(target, property);
    ValidateBy({
      name: 'isTimeout',
      validator: {
        validate: (value) => Number.isInteger(value) && value >= 1 && value <= maximum,
        defaultMessage: () =>
          `$property must be a whole number of milliseconds from 1 to ${maximum}, or null`,
      },
    })(target, property);
  };
}

/** What endpoints and virtual models have in common. */
export abstract class TimeoutsDto {
  @IsTimeout('connectMs', 'How long a connection to the endpoint may take')
  connect_timeout_ms?: number | null;

  @IsTimeout('firstEventMs', 'How long the endpoint may take to begin its answer')
  first_event_timeout_ms?: number | null;

  @IsTimeout('idleMs', 'How long the endpoint may pause within its answer')
  idle_timeout_ms?: number | null;

  @IsTimeout('totalMs', 'How long a request may take from its arrival to its end')
  total_timeout_ms?: number | null;
}
