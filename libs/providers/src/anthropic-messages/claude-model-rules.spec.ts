import { describe, expect, it } from 'vitest';
import { modelRules } from './claude-model-rules.js';

describe(modelRules, () => {
  it.each([
    ['claude-3-5-haiku-20241022', []],
    ['claude-3-7-sonnet@20250219', []],
    ['claude-opus-4-20250514', []],
    ['claude-opus-4-1-20250805', ['refusesTwoSamplingParameters']],
    ['claude-haiku-4-5-20251001', ['refusesTwoSamplingParameters', 'takesStructuredOutputs']],
    ['claude-opus-4-5', ['takesEffort', 'refusesTwoSamplingParameters', 'takesStructuredOutputs']],
    [
      'us.anthropic.claude-sonnet-4-6-v1:0',
      [
        'takesAdaptiveThinking',
        'takesEffort',
        'takesMaxEffort',
        'refusesTwoSamplingParameters',
        'takesStructuredOutputs',
      ],
    ],
  ])('knows what %s takes', (model, rules) => {
    const held = Object.entries(modelRules(model)).flatMap(([rule, holds]) => (holds ? [rule] : []));
    expect(held).toEqual(rules);
  });

  it.each([
    ['claude-opus-4-7', { refusesBudgetAndSampling: true, takesForcedToolsWhileThinking: false }],
    ['anthropic/claude-opus-4.8', { thinksUnasked: false, takesForcedToolsWhileThinking: true }],
    ['claude-sonnet-5', { thinksUnasked: true, cannotStopThinking: false, refusesForcedTools: false }],
    ['claude-sonnet-5-5', { cannotStopThinking: true, hasBetweenTools: true, refusesForcedTools: true }],
    ['claude-opus-5-5-20260922', { cannotStopThinking: true, hasBetweenTools: false }],
    ['claude-haiku-5-5', { refusesBudgetAndSampling: true, cannotStopThinking: false }],
    ['claude-haiku-5-5', { refusesForcedTools: false, takesXhighEffort: true }],
    ['claude-fable-5', { cannotStopThinking: true, refusesForcedTools: false, hasBetweenTools: false }],
    ['claude-fable-5-1', { cannotStopThinking: true, refusesForcedTools: true }],
    ['claude-mythos-preview', { refusesBudgetAndSampling: true, cannotStopThinking: true }],
  ])('knows what %s does: %o', (model, rules) => {
    expect(modelRules(model)).toMatchObject(rules);
  });

  it('takes an unknown family for a new one, and a new version for one that does what the last did', () => {
    expect(modelRules('claude-nova-1')).toMatchObject({ refusesForcedTools: true, takesEffort: true });
    expect(modelRules('claude-opus-12-1')).toEqual(modelRules('claude-opus-5-5'));
    expect(modelRules('claude-opus-latest')).toEqual(modelRules('claude-opus-5-5'));
  });

  it.each(['deepseek-chat', 'qwen3:8b', 'Qwythos-9B-Claude-Mythos-5-1M-GGUF', ''])(
    'has no rules for %j',
    (model) => {
      expect(Object.values(modelRules(model)).some(Boolean)).toBe(false);
    },
  );
});
