import { z } from 'zod';
import { StreamJudge } from './stream-judge.js';
import type { StreamSummary, ToolCallSummary } from './stream-summary.js';

/** Rules of Ollama's streams (Ollama API reference, "Generate a completion" and "Generate a chat completion"). */
export const ollamaRules = {
  framing: 'each line ends with a line feed and is not empty',
  json: 'each line is one JSON object',
  shape: 'each line has the fields of its surface',
  model: 'the model is the same on all lines',
  summary: 'the line that is done tells why, with counts and durations as whole numbers',
  'after-end': 'nothing comes after the line that is done or an error',
  end: 'the stream ends with a line that is done or an error',
} as const;

const toolCall = z.looseObject({
  id: z.string().optional(),
  function: z.looseObject({ name: z.string().min(1), arguments: z.record(z.string(), z.unknown()) }),
});

const message = z.looseObject({
  role: z.literal('assistant'),
  content: z.string(),
  thinking: z.string().optional(),
  tool_calls: z.array(toolCall).optional(),
});

const head = {
  model: z.string().min(1),
  created_at: z.iso.datetime({ offset: true }),
  done: z.boolean(),
};

type OllamaLine = {
  readonly model: string;
  readonly done: boolean;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCallSummary[];
};

const chatLine = z.looseObject({ ...head, message }).transform(
  ({ model, done, message: { content, thinking = '', tool_calls: calls = [] } }): OllamaLine => ({
    model,
    done,
    text: content,
    reasoning: thinking,
    toolCalls: calls.map(({ id = '', function: { name, arguments: input } }) => ({
      id,
      name,
      argumentsText: JSON.stringify(input),
    })),
  }),
);

const generateLine = z
  .looseObject({ ...head, response: z.string(), thinking: z.string().optional() })
  .transform(
    ({ model, done, response, thinking = '' }): OllamaLine => ({
      model,
      done,
      text: response,
      reasoning: thinking,
      toolCalls: [],
    }),
  );

const errorLine = z.strictObject({ error: z.string().min(1) });

/** Durations are in nanoseconds. */
const summary = z.object({
  done_reason: z.enum(['stop', 'length', 'load', 'unload']),
  total_duration: z.number().int().nonnegative(),
  load_duration: z.number().int().nonnegative(),
  prompt_eval_count: z.number().int().nonnegative(),
  prompt_eval_duration: z.number().int().nonnegative(),
  eval_count: z.number().int().nonnegative(),
  eval_duration: z.number().int().nonnegative(),
});

/**
 * Checks a whole stream of `/api/chat`. Calls of this dialect may have no id: it is empty then.
 * @throws StreamGrammarError at the first line that breaks a rule
 */
export const checkOllamaChatStream = (text: string): StreamSummary => new OllamaGrammar(chatLine).check(text);

/**
 * Checks a whole stream of `/api/generate`.
 * @throws StreamGrammarError at the first line that breaks a rule
 */
export const checkOllamaGenerateStream = (text: string): StreamSummary =>
  new OllamaGrammar(generateLine).check(text);

class OllamaGrammar {
  private readonly judge: StreamJudge<keyof typeof ollamaRules> = new StreamJudge('Ollama', ollamaRules);
  private readonly lines: OllamaLine[] = [];
  private summary: z.infer<typeof summary> | null = null;
  private error: z.infer<typeof errorLine> | null = null;

  constructor(private readonly schema: z.ZodType<OllamaLine>) {}

  check(text: string): StreamSummary {
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) this.take(line);
    if (rest !== '') this.judge.nextEvent();
    this.judge.demand(rest === '', 'framing', 'the last line is cut');
    this.judge.demand(this.summary !== null || this.error !== null, 'end');
    const { done_reason: finishReason = null, ...usage } = this.summary ?? {};
    return {
      outcome: this.error ? 'failed' : 'complete',
      text: this.lines.map((line) => line.text).join(''),
      reasoning: this.lines.map(({ reasoning }) => reasoning).join(''),
      refusal: '',
      toolCalls: this.lines.flatMap(({ toolCalls }) => toolCalls),
      finishReason,
      usage: this.summary && usage,
      error: this.error,
      keepAlives: 0,
    };
  }

  private take(text: string): void {
    this.judge.nextEvent();
    this.judge.demand(text.trim() !== '', 'framing', 'an empty line');
    this.judge.demand(this.summary === null && this.error === null, 'after-end');
    const value = this.judge.parseJson(text, 'json');
    this.judge.demand(typeof value === 'object' && value !== null, 'json', text.slice(0, 80));
    if ('error' in value) this.error = this.judge.read(errorLine, value, 'shape');
    else this.takeLine(value);
  }

  private takeLine(value: object): void {
    const line = this.judge.read(this.schema, value, 'shape');
    this.judge.demand(line.model === (this.lines[0] ?? line).model, 'model', line.model);
    this.lines.push(line);
    if (line.done) this.summary = this.judge.read(summary, value, 'summary');
  }
}
