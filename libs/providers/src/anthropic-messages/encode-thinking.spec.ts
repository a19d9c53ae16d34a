import type { ChatRequest, ReasoningWish } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { modelRules } from './claude-model-rules.js';
import { encodeThinking } from './encode-thinking.js';

const NO_OBSTACLES = { forcesTool: false, lacksThinking: false };
const encode = (
  model: string,
  reasoning: ReasoningWish | null,
  maxOutputTokens: number | null,
  obstacles = NO_OBSTACLES,
) => encodeThinking({ reasoning, maxOutputTokens } as ChatRequest, modelRules(model), obstacles);

const effort = (value: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'): ReasoningWish => ({
  kind: 'effort',
  effort: value,
});
const budget = (budgetTokens: number): ReasoningWish => ({ kind: 'budget', budgetTokens });
const enabled = (budgetTokens: number) => ({ type: 'enabled', budget_tokens: budgetTokens });
const adaptive = { type: 'adaptive', display: 'summarized' };

describe(encodeThinking, () => {
  it('asks for nothing where nothing was wished for', () => {
    expect(encode('claude-haiku-4-5', null, 50)).toEqual({
      thinking: null,
      effort: null,
      isOn: false,
      maxTokens: 50,
      notes: [],
    });
  });

  it.each([
    // With a budget, of which there is no word.
    ['claude-haiku-4-5', effort('minimal'), 20_000, enabled(2_000), null],
    ['claude-haiku-4-5', effort('low'), 20_000, enabled(4_000), null],
    ['claude-haiku-4-5', effort('medium'), 20_000, enabled(10_000), null],
    ['claude-haiku-4-5', effort('high'), 20_000, enabled(16_000), null],
    ['claude-haiku-4-5', effort('max'), 20_000, enabled(19_000), null],
    ['claude-haiku-4-5', effort('low'), 1_500, enabled(1_024), null],
    ['claude-haiku-4-5', { kind: 'adaptive' }, 20_000, enabled(10_000), null],
    ['claude-haiku-4-5', budget(5_000), 20_000, enabled(5_000), null],
    ['minimax-m2', effort('medium'), 20_000, enabled(10_000), null],
    // With a budget and words for it.
    ['claude-opus-4-5', effort('medium'), 20_000, enabled(10_000), 'medium'],
    // With both, the newer one first.
    ['claude-sonnet-4-6', effort('low'), 20_000, adaptive, 'low'],
    ['claude-sonnet-4-6', budget(5_000), 20_000, enabled(5_000), null],
    ['claude-sonnet-4-6', { kind: 'adaptive' }, 20_000, adaptive, null],
    ['claude-opus-4-6', effort('max'), 20_000, adaptive, 'max'],
    // With words only.
    ['claude-opus-4-8', effort('xhigh'), 100, adaptive, 'xhigh'],
    ['claude-sonnet-5-5', { kind: 'adaptive' }, 100, adaptive, null],
  ] as const)('asks %s, told %j of %d tokens, for %j and %j', (model, wish, limit, thinking, level) => {
    expect(encode(model, wish, limit)).toEqual({
      thinking,
      effort: level,
      isOn: true,
      maxTokens: limit,
      notes: [],
    });
  });

  it.each([
    ['claude-haiku-4-5', { type: 'disabled' }, null, 0],
    ['glm-4.6', { type: 'disabled' }, null, 0],
    ['claude-sonnet-5', { type: 'disabled' }, null, 0],
    ['claude-sonnet-5-5', { type: 'between_tools' }, null, 0],
    ['claude-opus-5-5', null, 'low', 1],
    ['claude-fable-5', null, 'low', 1],
  ])('asks %s not to think', (model, thinking, level, noteCount) => {
    for (const wish of [effort('none'), { kind: 'off' } as const]) {
      const encoded = encode(model, wish, 100);
      expect(encoded).toMatchObject({ thinking, effort: level, isOn: false });
      expect(encoded.notes).toHaveLength(noteCount);
    }
  });

  it.each([
    ['claude-opus-4-5', effort('max'), 'high', 'reasoning effort max was changed to high'],
    ['claude-opus-4-6', effort('xhigh'), 'high', 'reasoning effort xhigh was changed to high'],
    ['claude-opus-5', effort('minimal'), 'low', 'reasoning effort minimal was changed to low'],
    [
      'claude-opus-5',
      budget(9_000),
      'high',
      'the budget for thinking was turned into high effort: the model takes no budget',
    ],
    [
      'claude-opus-5',
      budget(1_024),
      'low',
      'the budget for thinking was turned into low effort: the model takes no budget',
    ],
  ] as const)('tells %s what comes nearest to %j', (model, wish, level, note) => {
    expect(encode(model, wish, 10_000)).toMatchObject({ effort: level, notes: [note] });
  });

  it.each([
    [500, 10_000, 1_024],
    [10_000, 10_000, 8_000],
    [50_000, 1_100, 1_024],
  ])('fits a budget of %d into %d tokens', (wanted, limit, fitted) => {
    expect(encode('claude-haiku-4-5', budget(wanted), limit)).toMatchObject({
      thinking: enabled(fitted),
      maxTokens: limit,
      notes: [`the budget for thinking was set to ${fitted} tokens`],
    });
  });

  it.each([
    ['claude-haiku-4-5', null, 4_096],
    ['claude-opus-4-8', null, 4_096],
    ['qwen3', null, 4_096],
    ['claude-haiku-4-5', budget(10_000), 14_096],
    ['claude-haiku-4-5', effort('low'), 5_120],
    ['claude-haiku-4-5', effort('medium'), 8_192],
    ['claude-haiku-4-5', effort('max'), 32_000],
    ['claude-opus-4-8', effort('low'), 32_768],
    ['claude-opus-5-5', null, 32_768],
    ['claude-opus-5-5', effort('none'), 32_768],
    ['claude-sonnet-5', effort('none'), 4_096],
  ] as const)('gives %s, told %j, a limit where there is none: %d', (model, wish, maxTokens) => {
    const encoded = encode(model, wish, null);
    expect(encoded.maxTokens).toBe(maxTokens);
    expect(encoded.notes.at(-1)).toBe(`max_tokens was set to ${maxTokens}, as the endpoint needs a limit`);
    const budgetTokens = encoded.thinking?.budget_tokens;
    if (budgetTokens !== undefined) expect(Number(budgetTokens)).toBeLessThan(maxTokens);
  });

  it.each([
    ['claude-haiku-4-5', 1_024, NO_OBSTACLES, 'max_tokens leaves no room for it'],
    [
      'claude-haiku-4-5',
      9_000,
      { forcesTool: true, lacksThinking: false },
      'the model does not think where a tool is forced',
    ],
    [
      'claude-opus-4-7',
      9_000,
      { forcesTool: true, lacksThinking: false },
      'the model does not think where a tool is forced',
    ],
    [
      'claude-haiku-4-5',
      9_000,
      { forcesTool: false, lacksThinking: true },
      'the last assistant message came without its own',
    ],
  ])('leaves thinking out for %s with %d tokens and %j', (model, limit, obstacles, reason) => {
    expect(encode(model, effort('high'), limit, obstacles)).toMatchObject({
      thinking: null,
      isOn: false,
      maxTokens: limit,
      notes: [`thinking was left out: ${reason}`],
    });
  });

  it.each([
    ['claude-opus-4-8', { forcesTool: true, lacksThinking: true }],
    ['claude-sonnet-4-6', { forcesTool: false, lacksThinking: true }],
    ['claude-haiku-5-5', { forcesTool: true, lacksThinking: true }],
  ])('lets %s think in spite of %j, which is no obstacle to it', (model, obstacles) => {
    expect(encode(model, effort('high'), 9_000, obstacles)).toMatchObject({ thinking: adaptive, notes: [] });
  });

  it('takes no obstacle for one to not thinking', () => {
    const obstacles = { forcesTool: true, lacksThinking: true };
    expect(encode('claude-haiku-4-5', { kind: 'off' }, 10, obstacles)).toMatchObject({
      thinking: { type: 'disabled' },
      notes: [],
    });
  });
});
