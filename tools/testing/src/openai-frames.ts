/** Frames of an OpenAI chat stream, as a fake endpoint sends them. */
export const EVENT_STREAM = { 'content-type': 'text/event-stream' };

export const sseData = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

export const chatChunk = (delta: object, finishReason: string | null = null): string =>
  sseData({ id: 'chatcmpl-1', model: 'real', choices: [{ index: 0, delta, finish_reason: finishReason }] });

export const usageChunk = (usage: object): string => sseData({ id: 'chatcmpl-1', choices: [], usage });

export const DONE = 'data: [DONE]\n\n';
