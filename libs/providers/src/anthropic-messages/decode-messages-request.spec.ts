import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { messagesToChatRequest } from './decode-messages-request.js';

const callWith = (...messages: object[]): ClientCall => ({
  surface: 'anthropic-messages',
  bytes: BodyBytes.read(Buffer.from(JSON.stringify({ model: 'm', max_tokens: 5, messages }))),
  body: { model: 'm', max_tokens: 5, messages },
  model: 'm',
  wantsStream: false,
  wantsUsage: true,
});
const calling = { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }] };
const resultOf = (id: string) => ({
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: id, content: 'ok' }],
});

describe(messagesToChatRequest, () => {
  it('takes results of calls that were made', () => {
    expect(messagesToChatRequest(callWith(calling, resultOf('toolu_1'))).messages).toMatchObject([
      { role: 'assistant' },
      { role: 'tool', content: [{ callId: 'toolu_1' }] },
    ]);
  });

  it.each([
    [[resultOf('toolu_9')], 0],
    [[calling, resultOf('toolu_9')], 1],
    [[resultOf('toolu_1'), calling], 0],
  ])('refuses the result of a call that was never made before', (messages, position) => {
    expect(() => messagesToChatRequest(callWith(...messages))).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        param: `messages[${position}].content[0].tool_use_id`,
      }),
    );
  });
});
