import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { flag, port } from './fields.js';
import { ConfigError, readConfig } from './read-config.js';

const schema = z.object({
  ADMIN_PORT: port().default(5001).meta({ alias: 'FLASK_PORT' }),
  AUTH_ENABLED: flag().default(true),
  DATABASE_URL: z.url(),
});

const database = { DATABASE_URL: 'postgres://localhost/x' };

describe(readConfig, () => {
  it('applies defaults and ignores what the service does not know', () => {
    expect(readConfig(schema, { ...database, OTHER: 'x' })).toEqual({
      ADMIN_PORT: 5001,
      AUTH_ENABLED: true,
      DATABASE_URL: 'postgres://localhost/x',
    });
  });

  it('accepts an older name, and prefers the new one', () => {
    expect(readConfig(schema, { ...database, FLASK_PORT: '6000' }).ADMIN_PORT).toBe(6000);
    expect(readConfig(schema, { ...database, FLASK_PORT: '6000', ADMIN_PORT: '7000' }).ADMIN_PORT).toBe(7000);
  });

  it('treats an empty value as unset', () => {
    expect(readConfig(schema, { ...database, ADMIN_PORT: '' }).ADMIN_PORT).toBe(5001);
  });

  it('lists every problem at once', () => {
    const read = () => readConfig(schema, { ADMIN_PORT: 'high', AUTH_ENABLED: 'perhaps' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      /ADMIN_PORT: must be a port number[\s\S]*AUTH_ENABLED: must be true or false[\s\S]*DATABASE_URL/,
    );
  });

  it('gives a value that cannot be changed', () => {
    expect(Object.isFrozen(readConfig(schema, database))).toBe(true);
  });
});
