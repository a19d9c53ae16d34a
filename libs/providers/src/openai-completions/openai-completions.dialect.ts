import { randomUUID } from 'node:crypto';
import { type ChatResult, textOfParts } from '@switchyard/domain';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ChatDialect, ClientCall } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import type { JsonObject } from '../json.js';
import { encodeUsage } from '../openai-chat/encode-usage.js';
import { toFinishReason } from '../openai-chat/finish-reason.js';
import { openAiChatDialect } from '../openai-chat/openai-chat.dialect.js';
import { toInvalidRequest } from '../request-body.js';
import { CompletionChunkWriter } from './completion-chunk-writer.js';
import { completionRequestSchema } from './completion-request.schema.js';
import { completionToChatRequest } from './to-chat-request.js';

/** OpenAI's older text completions; a chat with one turn where the endpoint has chats only. */
export const openAiCompletionsDialect: ChatDialect = {
  ...openAiChatDialect,
  decode: decodeCompletionRequest,
  toChatRequest: completionToChatRequest,
  newWriter: ({ model, wantsUsage }) => new CompletionChunkWriter(model, wantsUsage),
  encodeResult: encodeCompletion,
};

function decodeCompletionRequest(body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = completionRequestSchema.safeParse(bytes.object);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream, stream_options: streamOptions } = checked.data;
  const wantsUsage = streamOptions?.include_usage === true;
  return new DecodedCall(bytes, {
    surface: 'openai-completions',
    model,
    wantsStream: stream === true,
    wantsUsage,
  });
}

function encodeCompletion(result: ChatResult, { model }: ClientCall): JsonObject {
  return {
    id: `cmpl-${randomUUID()}`,
    object: 'text_completion',
    created: Math.floor(Date.now() / 1000),
    model: result.model || model,
    choices: [
      {
        index: 0,
        text: textOfParts(result.parts, 'text', 'refusal'),
        logprobs: null,
        finish_reason: toFinishReason(result.finishReason, false),
      },
    ],
    usage: encodeUsage(result.usage),
  };
}
