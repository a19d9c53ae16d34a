import type { VirtualModelConfig } from '@switchyard/domain';
import { aVirtualModel } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import { decodeResponsesRequest } from './decode-responses-request.js';
import { newItemId } from './item-ids.js';
import { patchResponsesBody } from './patch-responses-body.js';

const aModel = (parts: Partial<VirtualModelConfig> = {}): VirtualModelConfig =>
  aVirtualModel({ actualModel: 'gpt-real', ...parts });

const patch = (body: object, model = aModel(), asStream = false) =>
  patchResponsesBody(
    decodeResponsesRequest(Buffer.from(JSON.stringify({ model: 'fast', input: 'hi', ...body }))),
    model,
    asStream,
  );
const patchInput = (...input: object[]) => patch({ input }).input;

describe(patchResponsesBody, () => {
  it('changes nothing but the name where the virtual model has no rules', () => {
    const body = {
      store: true,
      previous_response_id: 'resp_1',
      unknown: null,
      tools: [{ type: 'web_search' }],
    };
    expect(patch(body)).toEqual({ model: 'gpt-real', input: 'hi', ...body });
    expect(patch({ input: undefined, prompt: { id: 'p' } })).toEqual({
      model: 'gpt-real',
      prompt: { id: 'p' },
    });
  });

  it('asks for a stream only where one is wanted of the endpoint', () => {
    const body = { stream: true, stream_options: { include_obfuscation: false } };
    expect(patch(body, aModel(), true)).toEqual({ model: 'gpt-real', input: 'hi', ...body });
    expect(patch(body)).toEqual({ model: 'gpt-real', input: 'hi' });
  });

  it('puts the system prompt before the instructions', () => {
    const model = aModel({ systemPrompt: 'Be brief.' });
    expect(patch({ instructions: 'Be kind.' }, model).instructions).toBe('Be brief.\n\nBe kind.');
    expect(patch({ instructions: null }, model).instructions).toBe('Be brief.');
  });

  it('fills in defaults only where the client gave none, and takes 0 for a value', () => {
    const model = aModel({ defaults: { maxTokens: 2048, temperature: 0, topP: 0.9 } });
    expect(patch({}, model)).toMatchObject({ max_output_tokens: 2048, temperature: 0, top_p: 0.9 });
    expect(patch({ max_output_tokens: 5, temperature: null, top_p: 0 }, model)).toMatchObject({
      max_output_tokens: 5,
      temperature: 0,
      top_p: 0,
    });
  });

  it('leaves items of its own as they are', () => {
    const items = [
      { role: 'user', content: 'hi' },
      { type: 'reasoning', id: 'rs_0a1b', summary: [], encrypted_content: 'gAAA' },
      { type: 'reasoning', id: 'rs_0a1b', summary: [] },
      { type: 'function_call', id: 'fc_0a1b', call_id: 'c', name: 'f', arguments: '{}' },
      { type: 'item_reference', id: 'msg_0a1b' },
    ];
    expect(patchInput(...items)).toEqual(items);
  });

  it('takes out ids that only this gateway knows', () => {
    const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
    const message = { type: 'message', role: 'assistant', content: [] };
    expect(patchInput({ ...call, id: newItemId('fc') }, { ...message, id: newItemId('msg') })).toEqual([
      call,
      message,
    ]);
  });

  it.each<[string, object, object[]]>([
    ['of another provider', { encrypted_content: 'switchyard:f::s' }, []],
    ['hidden by another provider', { encrypted_content: 'switchyard:f:redacted:s' }, []],
    ['that nobody sealed', {}, []],
    [
      'of its own, told under another id',
      { encrypted_content: 'switchyard:openai-responses-v1:rs_0a1b:gAAA' },
      [{ type: 'reasoning', summary: [], id: 'rs_0a1b', encrypted_content: 'gAAA' }],
    ],
  ])('makes reasoning %s fit for the endpoint', (_case, fields, expected) => {
    expect(patchInput({ type: 'reasoning', id: newItemId('rs'), summary: [], ...fields })).toEqual(expected);
  });
});
