import { describe, expect, it } from 'vitest';
import { parseGeneratedPassword } from './generated-password.js';

describe(parseGeneratedPassword.name, () => {
  it('reads the line that tells a password', () => {
    const line = '{"level":30,"event":"admin-password-generated","username":"root","password":"s3cret"}';
    expect(parseGeneratedPassword(line)).toEqual({ username: 'root', password: 's3cret' });
  });

  it.each([
    '{"event":"migrated","password":"s3cret"}',
    '{"msg":"admin-password-generated"}',
    'admin-password-generated',
    '{"event":"admin-password-generated"}',
  ])('takes nothing from %s', (line) => {
    expect(parseGeneratedPassword(line)).toBeUndefined();
  });
});
