import { describe, expect, it } from 'vitest';
import { toStructuredOutputSchema } from './structured-output-schema.js';

const close = (schema: unknown) => toStructuredOutputSchema(schema).schema;

describe(toStructuredOutputSchema, () => {
  it('closes every object and keeps what is in the subset', () => {
    expect(
      toStructuredOutputSchema({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: 'T',
        type: 'object',
        additionalProperties: true,
        required: ['a'],
        properties: {
          a: {
            type: 'array',
            minItems: 1,
            items: { type: 'object', properties: { format: { type: 'null' } } },
          },
          b: { $ref: '#/$defs/B' },
          c: { enum: ['x', 1], default: 'x' },
          d: { type: ['string', 'null'], format: 'date', description: 'D' },
          e: { anyOf: [{ type: 'string' }, { const: 3 }] },
        },
        $defs: { B: { type: ['object', 'null'], properties: {}, additionalProperties: false } },
      }),
    ).toEqual({
      schema: {
        title: 'T',
        type: 'object',
        required: ['a'],
        properties: {
          a: {
            type: 'array',
            minItems: 1,
            items: { type: 'object', properties: { format: { type: 'null' } }, additionalProperties: false },
          },
          b: { $ref: '#/$defs/B' },
          c: { enum: ['x', 1] },
          d: { type: ['string', 'null'], format: 'date', description: 'D' },
          e: { anyOf: [{ type: 'string' }, { const: 3 }] },
        },
        $defs: { B: { type: ['object', 'null'], properties: {}, additionalProperties: false } },
        additionalProperties: false,
      },
      notes: [],
    });
  });

  it.each([
    [
      { type: 'integer', minimum: 1, maximum: 9 },
      { type: 'integer', description: '{minimum: 1, maximum: 9}' },
    ],
    [
      { type: 'string', description: 'A code.', pattern: '^a$', format: 'byte' },
      { type: 'string', description: 'A code.\n\n{pattern: "^a$", format: "byte"}' },
    ],
    [
      { type: 'array', minItems: 2 },
      { type: 'array', description: '{minItems: 2}' },
    ],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      {
        type: 'object',
        description: '{additionalProperties: {"type":"string"}}',
        additionalProperties: false,
      },
    ],
  ])('says the rest of %j in the description', (schema, expected) => {
    const { schema: closed, notes } = toStructuredOutputSchema(schema);
    expect(closed).toEqual(expected);
    expect(notes).toHaveLength(1);
  });

  it('takes any of what would be one of', () => {
    expect(close({ oneOf: [{ type: 'string' }, { type: 'object' }] })).toEqual({
      anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: false }],
    });
    expect(close({ anyOf: [{ type: 'string' }], oneOf: [{ const: 'a' }] })).toEqual({
      anyOf: [{ type: 'string' }],
      description: '{oneOf: [{"const":"a"}]}',
    });
  });

  it('keeps the definitions beside a reference, and nothing else', () => {
    expect(close({ $ref: '#/$defs/A', description: 'x', $defs: { A: { type: 'object' } } })).toEqual({
      $ref: '#/$defs/A',
      $defs: { A: { type: 'object', additionalProperties: false } },
    });
  });

  it.each([true, null, 'x', []])('leaves %j as it is', (schema) => {
    expect(toStructuredOutputSchema(schema)).toEqual({ schema, notes: [] });
  });
});
