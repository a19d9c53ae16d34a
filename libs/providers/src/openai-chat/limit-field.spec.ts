import { describe, expect, it } from 'vitest';
import { limitFieldOf } from './limit-field.js';

describe(limitFieldOf, () => {
  it.each([
    ['o1', 'max_completion_tokens'],
    ['o3-mini-2025-01-31', 'max_completion_tokens'],
    ['gpt-5', 'max_completion_tokens'],
    ['gpt-5.1-codex', 'max_completion_tokens'],
    ['openai/gpt-5-mini', 'max_completion_tokens'],
    ['gpt-4o', 'max_tokens'],
    ['gpt-oss-120b', 'max_tokens'],
    ['olmo-2', 'max_tokens'],
    ['llama3.2', 'max_tokens'],
  ])('of %s is %s', (model, field) => {
    expect(limitFieldOf(model)).toBe(field);
  });
});
