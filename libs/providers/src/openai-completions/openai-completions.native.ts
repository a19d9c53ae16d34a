import type { ChatEvent } from '@switchyard/domain';
import { findAnswerError, isJsonObject } from '../json.js';
import { ChatStreamObserver, DONE_FRAME } from '../openai-chat/chat-stream-observer.js';
import { decodeUsage } from '../openai-chat/decode-usage.js';
import { patchCompletionBody } from '../openai-chat/patch-openai-body.js';
import { encodeSseData } from '../sse/sse-frame.js';
import type { NativeSurface } from '../upstream-dialect/upstream-dialect.js';

/** OpenAI's older text completions at endpoints that have them. Their stream is chat's with `text` in place of `delta`. */
export const openAiCompletionsNative: NativeSurface = {
  surface: 'openai-completions',
  findError: findAnswerError,
  holdsAnswer: ({ choices }) => Array.isArray(choices) && choices.some(isJsonObject),
  readAnswer: ({ choices, usage }) => {
    const texts = (choices as unknown[]).filter(isJsonObject).map(({ text }) => String(text ?? ''));
    const report = decodeUsage(usage);
    return [
      ...texts.map((text): ChatEvent => ({ type: 'text-delta', text })),
      ...(report ? [{ type: 'usage' as const, usage: report }] : []),
    ];
  },
  patch: patchCompletionBody,
  streaming: {
    observe: ({ wantsUsage }) => new ChatStreamObserver(wantsUsage),
    synthesize: ({ usage, ...visible }, { wantsUsage }) =>
      Buffer.concat([encodeSseData(wantsUsage ? { ...visible, usage } : visible), DONE_FRAME]),
  },
};
