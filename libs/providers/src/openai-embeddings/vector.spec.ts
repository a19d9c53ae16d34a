import { describe, expect, it } from 'vitest';
import { decodeVector, encodeVector } from './vector.js';

describe('a vector', () => {
  it('is the same in base64 as in numbers', () => {
    const vector = [0.25, -0.5, 1];
    expect(encodeVector(vector)).toBe('AACAPgAAAL8AAIA/');
    expect(decodeVector(encodeVector(vector))).toEqual(vector);
    expect(decodeVector(vector)).toEqual(vector);
  });
});
