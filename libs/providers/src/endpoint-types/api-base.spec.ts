import { describe, expect, it } from 'vitest';
import { apiBaseOf } from './api-base.js';

describe(apiBaseOf, () => {
  it.each([
    ['https://api.openai.com', 'https://api.openai.com/v1'],
    ['https://api.openai.com/', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
    ['https://api.groq.com/openai/v1', 'https://api.groq.com/openai/v1'],
    ['https://api.deepinfra.com/v1/openai', 'https://api.deepinfra.com/v1/openai'],
    [
      'https://generativelanguage.googleapis.com/v1beta/openai/',
      'https://generativelanguage.googleapis.com/v1beta/openai',
    ],
    ['https://api.runpod.ai/v2/abc123/openai/v1', 'https://api.runpod.ai/v2/abc123/openai/v1'],
    ['http://10.0.0.5:8000/llm', 'http://10.0.0.5:8000/llm/v1'],
    ['http://[::1]:11434', 'http://[::1]:11434/v1'],
  ])('%s -> %s', (given, expected) => {
    expect(apiBaseOf(given)).toBe(expected);
  });
});
