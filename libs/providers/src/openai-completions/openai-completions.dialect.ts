import { z } from 'zod';
import type { ClientDialect, DecodedCall } from '../client-dialect/client-dialect.js';
import { ChatStreamObserver, DONE_FRAME } from '../openai-chat/chat-stream-observer.js';
import { openAiChatDialect } from '../openai-chat/openai-chat.dialect.js';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import { encodeSseData } from '../sse/sse-frame.js';

const tokens = z.array(z.number().int());

const completionRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  prompt: z.union([z.string(), z.array(z.string()), tokens, z.array(tokens)]),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_tokens: z.number().int().nullish(),
});

/** OpenAI's older text completions. Their stream is chat's with `text` in place of `delta`. */
export const openAiCompletionsDialect: ClientDialect = {
  ...openAiChatDialect,
  decode: decodeCompletionRequest,
  translator: (call) => new ChatStreamObserver(call.wantsUsage),
  synthesizeStream: ({ body }, { wantsUsage }) => {
    const { usage, ...visible } = body;
    return Buffer.concat([encodeSseData(wantsUsage ? { ...visible, usage } : visible), DONE_FRAME]);
  },
};

function decodeCompletionRequest(bytes: Buffer | undefined): DecodedCall {
  const body = parseJsonBody(bytes);
  const checked = completionRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream, stream_options: streamOptions } = checked.data;
  const wantsUsage = streamOptions?.include_usage === true;
  return {
    call: { operation: 'completions', body, model, wantsStream: stream === true, wantsUsage },
    notes: [],
  };
}
