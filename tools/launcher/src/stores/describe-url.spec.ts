import { describe, expect, it } from 'vitest';
import { describeUrl } from './describe-url.js';

describe(describeUrl.name, () => {
  it('leaves user, password and parameters out', () => {
    expect(describeUrl('postgres://me:secret@db.example:5432/app?sslkey=secret')).toBe(
      'postgres://db.example:5432/app',
    );
    expect(describeUrl('redis://:secret@cache:6379/2')).toBe('redis://cache:6379/2');
  });
});
