import type { ColumnOptions } from 'typeorm';

/** Money: exact decimals, text in the process (the driver's own choice for `numeric`). */
export const moneyColumn: ColumnOptions = { type: 'numeric', precision: 24, scale: 12, nullable: true };
