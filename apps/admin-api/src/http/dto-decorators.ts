import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsOptional,
  Matches,
  ValidateBy,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';

const isAbsent = (value: unknown): boolean => value === undefined;

/** Optional in the sense of "may be left out"; unlike IsOptional it does not let null through. */
export const MayBeAbsent = () => ValidateIf((_object, value) => !isAbsent(value));

/** May be left out, and null means unset. */
export const MayBeUnset = () => IsOptional();

/** true or false; clients of the older API also send 1 and 0. */
export const IsSwitch = () =>
  applyDecorators(
    Transform(({ value }) => (value === 1 ? true : value === 0 ? false : value)),
    IsBoolean({ message: '$property must be true or false' }),
  );

/** Text without the spaces around it. */
export const Trimmed = () => Transform(({ value }) => (typeof value === 'string' ? value.trim() : value));

/** Text for people to read and pick: no control characters, no halves of characters. */
export const IsName = () =>
  Matches(/^[^\p{Cc}\p{Cs}]*$/u, { message: '$property must not hold control characters' });

/** An http or https address without user name, password or fragment: a secret in a URL would be shown and logged. */
export const IsHttpUrl = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isHttpUrl',
      validator: {
        validate: isPlainHttpUrl,
        defaultMessage: () => '$property must be an http:// or https:// URL without user name or fragment',
      },
    },
    options,
  );

/** The same without a query: a base is put before paths, and keys belong where they are sealed. */
export const IsBaseUrl = () =>
  ValidateBy({
    name: 'isBaseUrl',
    validator: {
      validate: (value) => isPlainHttpUrl(value) && new URL(value as string).search === '',
      defaultMessage: () =>
        '$property must be an http:// or https:// URL without user name, query or fragment',
    },
  });

function isPlainHttpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const url = new URL(value);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && url.username === '' && url.password === '' && url.hash === '';
}
