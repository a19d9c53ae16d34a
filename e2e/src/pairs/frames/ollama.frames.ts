import type { ScriptedAnswer } from './scripted-answer.js';

type Message = { readonly content: string; readonly thinking?: string };

/** @param messages the pieces of one answer; each a line of its stream */
export function ollamaAnswer(
  messages: readonly Message[],
  doneReason = 'stop',
  counts: object = { prompt_eval_count: 9, eval_count: 3 },
): ScriptedAnswer {
  const head = { model: 'qwen3:8b', created_at: '2026-01-01T00:00:00Z' };
  const end = {
    done: true,
    done_reason: doneReason,
    total_duration: 5_000_000,
    load_duration: 1_000_000,
    prompt_eval_duration: 1_000_000,
    eval_duration: 3_000_000,
    ...counts,
  };
  const whole = {
    content: messages.map(({ content }) => content).join(''),
    ...(messages.some(({ thinking }) => thinking) && {
      thinking: messages.map(({ thinking }) => thinking ?? '').join(''),
    }),
  };
  const formOf = (say: (message: Message) => object) => ({
    whole: { ...head, ...say(whole), ...end },
    stream: [
      ...messages.map((message) => ({ ...head, ...say(message), done: false })),
      { ...head, ...say({ content: '' }), ...end },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  });
  return {
    ...formOf((message) => ({ message: { role: 'assistant', ...message } })),
    streamType: 'application/x-ndjson',
    toPrompt: formOf(({ content: response, ...rest }) => ({ response, ...rest })),
  };
}
