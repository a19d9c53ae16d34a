import { describe, expect, it } from 'vitest';
import { checkVirtualModelDraft, readVirtualModelDraft } from './read-virtual-model-draft';
import { startVirtualModelDraft, type VirtualModelDraft } from './virtual-model-draft';

function aDraft(changes: Partial<VirtualModelDraft> = {}): VirtualModelDraft {
  return { ...startVirtualModelDraft(null), name: 'fast', endpoint_id: '3', actual_model: 'm-1', ...changes };
}

describe(checkVirtualModelDraft.name, () => {
  it('accepts a draft without the optional parts', () => {
    expect(checkVirtualModelDraft(aDraft())).toEqual({});
  });

  it.each<[string, Partial<VirtualModelDraft>]>([
    ['name', { name: '' }],
    ['endpoint_id', { endpoint_id: '' }],
    ['actual_model', { actual_model: ' ' }],
    ['cost_per_1m_tokens_in', { cost_per_1m_tokens_in: '-1' }],
    ['cost_per_1m_tokens_out_cached', { cost_per_1m_tokens_out_cached: '0,1' }],
    ['max_tokens', { max_tokens: '0' }],
    ['max_tokens', { max_tokens: '1.5' }],
    ['temperature', { temperature: '2.1' }],
    ['top_p', { top_p: '1.1' }],
    ['custom_headers', { custom_headers: 'X-Team' }],
    ['idle_timeout_ms', { idle_timeout_ms: '0' }],
    ['total_timeout_ms', { total_timeout_ms: '1.5' }],
  ])('complains about %s in %j', (field, changes) => {
    expect(Object.keys(checkVirtualModelDraft(aDraft(changes)))).toEqual([field]);
  });
});

describe(readVirtualModelDraft.name, () => {
  it('tells an unknown price from a free one', () => {
    const input = readVirtualModelDraft(aDraft({ cost_per_1m_tokens_in: '', cost_per_1m_tokens_out: '0' }));
    expect(input.cost_per_1m_tokens_in).toBeNull();
    expect(input.cost_per_1m_tokens_out).toBe(0);
  });

  it('keeps empty numbers unset', () => {
    expect(readVirtualModelDraft(aDraft())).toMatchObject({
      max_tokens: null,
      temperature: null,
      top_p: null,
      custom_headers: {},
      first_event_timeout_ms: null,
    });
  });

  it('sends a typed timeout', () => {
    expect(readVirtualModelDraft(aDraft({ first_event_timeout_ms: ' 5000 ' }))).toMatchObject({
      connect_timeout_ms: null,
      first_event_timeout_ms: 5000,
      idle_timeout_ms: null,
      total_timeout_ms: null,
    });
  });

  it('does not send settings the form does not show', () => {
    const input = readVirtualModelDraft(aDraft());
    expect(input).not.toHaveProperty('failover');
    expect(input).not.toHaveProperty('cache_enabled');
    expect(input).not.toHaveProperty('show_reasoning');
  });
});
