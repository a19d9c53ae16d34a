import type { PipeTransform } from '@nestjs/common';
import { AdminError } from './admin-error.js';

const INT32_MAX = 2_147_483_647;

/** An id in a path: digits and nothing else, so that `1e1` is not taken for 10. */
export class IdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = /^[1-9]\d{0,9}$/.test(value) ? Number(value) : Number.NaN;
    if (id <= INT32_MAX) return id;
    throw new AdminError(400, 'bad_request', `"${value.slice(0, 40)}" is not an id.`);
  }
}
