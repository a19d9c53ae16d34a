import type { z } from 'zod';

/** Environment variables as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration that cannot be used; its message lists every problem, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
}

/**
 * Reads a service's configuration once and freezes it. The keys of `schema` are the names of the variables; a key
 * whose schema carries `meta({ alias })` may also be given under that older name. An empty value counts as unset.
 *
 * @throws {ConfigError} listing every problem, never only the first
 */
export function readConfig<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
): z.infer<Schema> {
  const values: Record<string, string> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = environment[name] || environment[aliasOf(field) ?? name];
    if (value) values[name] = value;
  }
  const result = schema.safeParse(values);
  if (result.success) return Object.freeze(result.data) as z.infer<Schema>;
  throw new ConfigError(
    result.error.issues.map((issue) => `${issue.path.join('.') || 'configuration'}: ${issue.message}`),
  );
}

/** The older name under which a variable is accepted too. */
export function aliasOf(field: unknown): string | undefined {
  const alias = (field as z.ZodType).meta()?.alias;
  return typeof alias === 'string' ? alias : undefined;
}
