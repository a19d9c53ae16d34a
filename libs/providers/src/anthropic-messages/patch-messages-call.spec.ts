import type { VirtualModelConfig } from '@switchyard/domain';
import { aVirtualModel } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.js';
import { patchForCount, patchMessagesCall } from './patch-messages-call.js';

const aModel = (parts: Partial<VirtualModelConfig> = {}): VirtualModelConfig =>
  aVirtualModel({ actualModel: 'claude-sonnet-4-20250514', ...parts });
const messages = [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'f' } }] }];
const patch = (body: JsonObject, parts: Partial<VirtualModelConfig> = {}, asStream = false) =>
  patchMessagesCall({ body: { model: 'fast', messages, ...body } }, aModel(parts), asStream);

describe(patchMessagesCall, () => {
  it('changes nothing but the name of the model where the virtual model has no rules', () => {
    const body = {
      max_tokens: 5,
      mcp_servers: [{ url: 'x' }],
      context_management: null,
      of_tomorrow: { a: [] },
    };
    expect(patch(body)).toEqual({ ...body, model: 'claude-sonnet-4-20250514', messages });
  });

  it('asks for a stream only where one is wanted of the endpoint', () => {
    expect(patch({ stream: false }, {}, true).stream).toBe(true);
    expect(patch({ stream: true })).not.toHaveProperty('stream');
  });

  it.each([
    [undefined, 'Be brief.'],
    [null, 'Be brief.'],
    ['', 'Be brief.'],
    ['Be kind.', 'Be brief.\n\nBe kind.'],
    [
      [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } }],
      [
        { type: 'text', text: 'Be brief.' },
        { type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } },
      ],
    ],
  ])('puts the instructions of the virtual model before %j', (system, expected) => {
    expect(patch({ system }, { systemPrompt: 'Be brief.' }).system).toEqual(expected);
    expect(patch({ system }, { systemPrompt: ' ' }).system).toEqual(system);
  });

  it('fills in defaults only where the client gave none, and takes 0 for a value', () => {
    const defaults = { maxTokens: 2_048, temperature: 0, topP: 0.9 };
    expect(patch({}, { defaults })).toMatchObject({ max_tokens: 2_048, temperature: 0, top_p: 0.9 });
    expect(patch({ max_tokens: 0, temperature: 1, top_p: null }, { defaults })).toMatchObject({
      max_tokens: 0,
      temperature: 1,
      top_p: 0.9,
    });
  });

  it.each([
    ['claude-opus-5', {}, {}],
    ['claude-haiku-4-5', {}, { temperature: 0.2 }],
    ['claude-haiku-4-5', { temperature: 1 }, { temperature: 1 }],
    ['claude-haiku-4-5', { top_p: 0.5 }, { top_p: 0.5 }],
    ['claude-sonnet-4', { thinking: { type: 'enabled', budget_tokens: 1_024 } }, {}],
    ['claude-sonnet-4-6', { thinking: { type: 'adaptive' } }, {}],
    ['claude-sonnet-4', { thinking: { type: 'disabled' } }, { temperature: 0.2, top_p: 0.9 }],
    ['claude-sonnet-4', { top_p: 0.5 }, { temperature: 0.2, top_p: 0.5 }],
  ])('has no default make a request to %s with %j invalid', (actualModel, body, expected) => {
    const defaults = { maxTokens: null, temperature: 0.2, topP: 0.9 };
    const { temperature, top_p } = patch(body, { actualModel, defaults });
    expect({
      ...(temperature !== undefined && { temperature }),
      ...(top_p !== undefined && { top_p }),
    }).toEqual(expected);
  });
});

describe('a version of the API without parameters of sampling', () => {
  it('gets no default of them', () => {
    const defaults = { maxTokens: null, temperature: 0.7, topP: null };
    const call = (version: string) => ({ body: { messages }, headers: { 'anthropic-version': version } });
    const model = aModel({ defaults });
    expect(patchMessagesCall(call('2023-06-01'), model, false)).toMatchObject({ temperature: 0.7 });
    expect(patchMessagesCall(call('2026-10-21'), model, false)).not.toHaveProperty('temperature');
  });
});

describe('what other models thought', () => {
  const own = { type: 'thinking', thinking: 'mine', signature: 'EqQB' };
  const unsigned = { type: 'thinking', thinking: 'of a model that does not sign', signature: '' };
  const marked = { type: 'thinking', thinking: 'of one that does', signature: 'switchyard:other-v1::x' };
  const hidden = { type: 'redacted_thinking', data: 'switchyard:other-v1::y' };
  const call = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} };
  const results = {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'ok' }],
  };
  const thinking = { type: 'enabled', budget_tokens: 1_024 };
  const conversation = (...blocks: object[]) => [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: [...blocks, call] },
    results,
  ];

  it('is left out, and what this one thought stays', () => {
    const given = conversation(own, unsigned, marked, hidden);
    expect(patch({ messages: given, thinking })).toMatchObject({ messages: conversation(own), thinking });
  });

  it('takes the wish to think with it, where a turn that goes on would lack its beginning', () => {
    const given = conversation(marked);
    expect(patch({ messages: given, thinking })).not.toHaveProperty('thinking');
    const adaptive = { type: 'adaptive' };
    expect(patch({ messages: given, thinking: adaptive }).thinking).toEqual(adaptive);
    const next = [...given.slice(0, 2), { role: 'user', content: 'b' }];
    expect(patch({ messages: next, thinking }).thinking).toEqual(thinking);
  });

  it('is no message of its own', () => {
    const given = [
      { role: 'assistant', content: [hidden] },
      { role: 'user', content: 'a' },
    ];
    expect(patch({ messages: given }).messages).toEqual([{ role: 'user', content: 'a' }]);
  });

  it('stays without a signature at models that never sign', () => {
    const given = conversation(unsigned, marked);
    expect(patch({ messages: given }, { actualModel: 'kimi-k2' }).messages).toEqual(conversation(unsigned));
  });
});

describe(patchForCount, () => {
  it('counts what would be sent, without what only an answer needs', () => {
    const defaults = { maxTokens: 9, temperature: 0.2, topP: 0.9 };
    expect(
      patchForCount({ model: 'fast', messages }, aModel({ systemPrompt: 'Be brief.', defaults })),
    ).toEqual({ model: 'claude-sonnet-4-20250514', messages, system: 'Be brief.' });
  });
});
