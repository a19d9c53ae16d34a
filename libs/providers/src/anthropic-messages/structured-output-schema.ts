import { isJsonObject, type JsonObject } from '../json.js';

export type StructuredOutputSchema = {
  readonly schema: unknown;
  /** In words for the client, where some of it now stands in descriptions: for the model to read, nobody to enforce. */
  readonly notes: readonly string[];
};

/**
 * A JSON Schema in the subset that Anthropic's models are held to (Anthropic, "Structured outputs", JSON Schema
 * limitations): objects are closed, and bounds and patterns go into descriptions, as Anthropic's SDKs do it too. A
 * schema with anything else in it is refused.
 */
export function toStructuredOutputSchema(schema: unknown): StructuredOutputSchema {
  const closer = new SchemaCloser();
  return { schema: closer.close(schema), notes: closer.isEnforcedWhole ? [] : [NOT_ENFORCED_WHOLE] };
}

const NOT_ENFORCED_WHOLE =
  'parts of a JSON schema that the endpoint cannot enforce were put into its descriptions';

const formats = new Set('date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' '));
/** They say nothing about the value. */
const silent = new Set(['$schema', '$id', '$comment', 'examples', 'default', 'deprecated']);

class SchemaCloser {
  isEnforcedWhole = true;

  /** By keyword: what becomes of its value; undefined for a value that is not in the subset. */
  private readonly keywords: ReadonlyMap<string, (value: unknown) => JsonObject | undefined> = new Map([
    ...['type', 'enum', 'const', 'title', 'description', 'required'].map(
      (name) => [name, (value: unknown) => ({ [name]: value })] as const,
    ),
    ...['properties', '$defs', 'definitions'].map(
      (name) => [name, (value: unknown) => ({ [name]: this.closeEach(value) })] as const,
    ),
    ['items', (value: unknown) => ({ items: this.close(value) })],
    ['anyOf', (value: unknown) => ({ anyOf: this.closeAll(value) })],
    ['oneOf', (value: unknown) => ({ anyOf: this.closeAll(value) })],
    ['allOf', (value: unknown) => ({ allOf: this.closeAll(value) })],
    ['format', (value: unknown) => (formats.has(String(value)) ? { format: value } : undefined)],
    ['minItems', (value: unknown) => (value === 0 || value === 1 ? { minItems: value } : undefined)],
    ['additionalProperties', (value: unknown) => (isJsonObject(value) ? undefined : {})],
  ]);

  close(schema: unknown): unknown {
    if (!isJsonObject(schema)) return schema;
    if ('$ref' in schema) return { $ref: schema.$ref, ...this.definitionsOf(schema) };
    const closed: JsonObject = {};
    const rest: string[] = [];
    for (const [keyword, value] of Object.entries(schema)) {
      if (silent.has(keyword)) continue;
      const taken = this.keywords.get(keyword)?.(value);
      if (taken && !Object.keys(taken).some((name) => name in closed)) Object.assign(closed, taken);
      else rest.push(`${keyword}: ${JSON.stringify(value)}`);
    }
    if (isObjectSchema(schema)) closed.additionalProperties = false;
    return rest.length === 0 ? closed : this.describe(closed, rest);
  }

  /** A reference at the root has the definitions beside it. */
  private definitionsOf({ $defs, definitions }: JsonObject): JsonObject {
    return {
      ...($defs !== undefined && { $defs: this.closeEach($defs) }),
      ...(definitions !== undefined && { definitions: this.closeEach(definitions) }),
    };
  }

  private describe(closed: JsonObject, rest: readonly string[]): JsonObject {
    this.isEnforcedWhole = false;
    const said = typeof closed.description === 'string' ? `${closed.description}\n\n` : '';
    return { ...closed, description: `${said}{${rest.join(', ')}}` };
  }

  private closeEach(schemas: unknown): unknown {
    if (!isJsonObject(schemas)) return schemas;
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, this.close(schema)]));
  }

  private closeAll(schemas: unknown): unknown {
    return Array.isArray(schemas) ? schemas.map((schema) => this.close(schema)) : schemas;
  }
}

const isObjectSchema = ({ type, properties }: JsonObject): boolean =>
  type === 'object' || (Array.isArray(type) && type.includes('object')) || isJsonObject(properties);
