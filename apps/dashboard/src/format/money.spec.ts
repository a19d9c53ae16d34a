import { describe, expect, it } from 'vitest';
import { formatMoney, formatPrice } from './money';

describe(formatMoney.name, () => {
  it.each([
    [null, 'unknown'],
    [0, '$0.00'],
    [0.000045, '$0.000045'],
    [0.0000451239, '$0.0000451'],
    [0.01, '$0.01'],
    [0.0123, '$0.0123'],
    [0.5, '$0.50'],
    [0.999999, '$1.00'],
    [12.345678, '$12.35'],
    [1234567.8, '$1,234,567.80'],
    [-0.002, '-$0.002'],
  ])('shows %s as %s', (amount, expected) => {
    expect(formatMoney(amount)).toBe(expected);
  });
});

describe(formatPrice.name, () => {
  it.each([
    [null, 'unknown'],
    [0, 'free'],
    [0.075, '$0.075'],
    [1.125, '$1.125'],
    [15, '$15.00'],
  ])('shows %s as %s', (price, expected) => {
    expect(formatPrice(price)).toBe(expected);
  });
});
