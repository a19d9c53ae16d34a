import type { ChatDelta, OpenAiChoiceChunk, ToolCallDelta } from './openai-event-schemas.js';
import type { OpenAiRule } from './openai-rules.js';
import type { StreamJudge } from './stream-judge.js';
import type { ToolCallSummary } from './stream-summary.js';

const finishWords = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'];

type Call = { -readonly [Field in keyof ToolCallSummary]: ToolCallSummary[Field] };

/** One choice of a stream, from its first delta to its finish reason. */
export class OpenAiChoice {
  text = '';
  reasoning = '';
  refusal = '';
  finishReason: string | null = null;
  private readonly calls = new Map<number, Call>();
  private isFirst = true;

  constructor(
    private readonly judge: StreamJudge<OpenAiRule>,
    private readonly isStrict: boolean,
  ) {}

  get toolCalls(): readonly ToolCallSummary[] {
    return [...this.calls.values()];
  }

  take(chunk: OpenAiChoiceChunk): void {
    if (this.isStrict) this.judge.demand(this.finishReason === null, 'after-finish');
    if ('delta' in chunk) this.takeDelta(chunk.delta as ChatDelta);
    else this.text += chunk.text;
    this.isFirst = false;
    this.finishReason = chunk.finish_reason ?? this.finishReason;
    if (this.isStrict && this.finishReason !== null) this.checkFinishReason(this.finishReason);
  }

  private takeDelta(delta: ChatDelta): void {
    if (this.isStrict) this.judge.demand(this.isFirst === (delta.role === 'assistant'), 'role-first');
    this.text += delta.content ?? '';
    this.refusal += delta.refusal ?? '';
    this.reasoning += delta.reasoning_content || delta.reasoning || '';
    for (const call of delta.tool_calls ?? []) this.takeCall(call);
  }

  private takeCall(delta: ToolCallDelta): void {
    const name = delta.function?.name ?? delta.custom?.name ?? '';
    const isNew = !this.calls.has(delta.index);
    if (isNew) this.judge.demand(name !== '', 'call-start', `call ${delta.index}`);
    if (this.isStrict) this.checkCallHead(delta, isNew);
    const call = this.calls.get(delta.index) ?? { id: delta.id ?? '', name, argumentsText: '' };
    call.argumentsText += delta.function?.arguments ?? delta.custom?.input ?? '';
    this.calls.set(delta.index, call);
  }

  /** Some clients join the fragments of every field, so that a name told twice would be told double. */
  private checkCallHead({ index, id, type, function: called, custom }: ToolCallDelta, isNew: boolean): void {
    if (isNew) {
      this.judge.demand(index === this.calls.size, 'call-index', `call ${index}`);
      const isTyped = (type === 'function' && Boolean(called)) || (type === 'custom' && Boolean(custom));
      this.judge.demand(Boolean(id) && isTyped, 'call-head', `call ${index}`);
    } else {
      const repeated = [id, type, called?.name, custom?.name].filter((value) => value !== undefined);
      this.judge.demand(repeated.length === 0, 'call-head', String(repeated));
    }
  }

  private checkFinishReason(reason: string): void {
    this.judge.demand(finishWords.includes(reason), 'finish-word', reason);
    this.judge.demand(reason !== 'tool_calls' || this.calls.size > 0, 'finish-word', 'without a call');
  }
}
