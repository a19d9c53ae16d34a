import type { VirtualModelConfig } from '@switchyard/domain';
import { aVirtualModel } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import { decodeChatRequest } from './decode-chat-request.js';
import { patchChatBody } from './patch-openai-body.js';

const aModel = (parts: Partial<VirtualModelConfig> = {}): VirtualModelConfig =>
  aVirtualModel({ actualModel: 'gpt-real', ...parts });

function encode(body: object, model: VirtualModelConfig, asStream = false): Record<string, unknown> {
  const text = JSON.stringify({ model: 'fast', messages: [{ role: 'user', content: 'hi' }], ...body });
  const call = decodeChatRequest(Buffer.from(text));
  return JSON.parse(call.bytes.edited(patchChatBody(call, model, asStream)).toString());
}

describe(patchChatBody, () => {
  it('changes nothing but the model name when the virtual model has no rules', () => {
    expect(encode({ seed: 7, stop: ['x'], unknown: null }, aModel())).toEqual({
      model: 'gpt-real',
      messages: [{ role: 'user', content: 'hi' }],
      seed: 7,
      stop: ['x'],
      unknown: null,
    });
  });

  it('always asks a stream for its usage and keeps the other stream options', () => {
    const sent = encode({ stream: true, stream_options: { include_obfuscation: false } }, aModel(), true);
    expect(sent).toMatchObject({
      stream: true,
      stream_options: { include_obfuscation: false, include_usage: true },
    });
  });

  it('asks for a whole answer without any stream field', () => {
    const sent = encode(
      { stream: true, stream_options: { include_usage: true } },
      aModel({ disableStreaming: true }),
    );
    expect(sent).not.toHaveProperty('stream');
    expect(sent).not.toHaveProperty('stream_options');
  });

  it('fills in defaults only where the client gave none, and takes 0 for a value', () => {
    const model = aModel({ defaults: { maxTokens: 2048, temperature: 0, topP: 0.9 } });
    expect(encode({}, model)).toMatchObject({ max_tokens: 2048, temperature: 0, top_p: 0.9 });
    expect(encode({ max_tokens: 5, temperature: 1 }, model)).toMatchObject({
      max_tokens: 5,
      temperature: 1,
      top_p: 0.9,
    });
    expect(encode({ max_completion_tokens: 5 }, model)).not.toHaveProperty('max_tokens');
  });

  it('puts the system prompt before the conversation', () => {
    expect(encode({}, aModel({ systemPrompt: 'Be brief.' })).messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ]);
  });
});
