/** Lines of an Ollama's stream, as a fake endpoint sends them. */
export const NDJSON = { 'content-type': 'application/x-ndjson' };

export const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

const head = { model: 'real', created_at: '2026-01-01T00:00:00Z' };

export const ollamaChatLine = (message: object): string =>
  jsonLine({ ...head, message: { role: 'assistant', content: '', ...message }, done: false });

export const ollamaLastLine = (more: object = {}): string =>
  jsonLine({
    ...head,
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: 'stop',
    total_duration: 7,
    prompt_eval_count: 30,
    eval_count: 12,
    ...more,
  });
