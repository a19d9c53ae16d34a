import { AnthropicContentBlock } from './anthropic-block.js';
import { type AnthropicEvent, type AnthropicEventOf, anthropicEvent } from './anthropic-event-schemas.js';
import { anthropicRules } from './anthropic-rules.js';
import { type SseEvent, SseReader } from './sse-reader.js';
import { StreamJudge } from './stream-judge.js';
import type { StreamSummary } from './stream-summary.js';

/**
 * Checks a whole stream of Anthropic's Messages API.
 * @throws StreamGrammarError at the first event that breaks a rule
 */
export function checkAnthropicStream(text: string): StreamSummary {
  return new AnthropicGrammar().check(text);
}

class AnthropicGrammar {
  private readonly steps: {
    readonly [Type in AnthropicEvent['type']]: (event: AnthropicEventOf<Type>) => void;
  } = {
    message_start: ({ message }) => this.start(message.usage),
    content_block_start: ({ index, content_block: block }) => this.startBlock(index, block),
    content_block_delta: ({ index, delta }) => this.openBlock(index).take(delta),
    content_block_stop: ({ index }) => this.stopBlock(index),
    message_delta: (event) => this.messageDelta(event),
    message_stop: () => this.stop(),
    ping: () => this.ping(),
    error: ({ error }) => this.fail(error),
  };
  private readonly judge: StreamJudge<keyof typeof anthropicRules> = new StreamJudge(
    'Anthropic Messages',
    anthropicRules,
  );
  private phase: 'before' | 'blocks' | 'deltas' | 'stopped' = 'before';
  private readonly blocks: AnthropicContentBlock[] = [];
  private open: AnthropicContentBlock | null = null;
  private usage: Record<string, unknown> | null = null;
  private stopReason: string | null = null;
  private error: Record<string, unknown> | null = null;
  private pings = 0;

  check(text: string): StreamSummary {
    const reader = new SseReader(this.judge);
    for (const event of reader.read(text)) this.take(event);
    this.judge.demand(this.phase === 'stopped' || this.error !== null, 'end');
    const toolCalls = this.blocks.flatMap(({ toolCall }) => toolCall ?? []);
    return {
      outcome: this.error ? 'failed' : 'complete',
      text: this.blocks.map(({ text }) => text).join(''),
      reasoning: this.blocks.map(({ thinking }) => thinking).join(''),
      refusal: '',
      toolCalls,
      finishReason: this.stopReason,
      usage: this.usage,
      error: this.error,
      keepAlives: reader.comments + this.pings,
    };
  }

  private take({ name, data }: SseEvent): void {
    this.judge.demand(data.trim() !== '[DONE]', 'no-done');
    this.judge.demand(this.phase !== 'stopped' && this.error === null, 'after-end');
    const event = this.judge.read(anthropicEvent, this.judge.parseJson(data, 'json'), 'shape');
    this.judge.demand(name === event.type, 'name', `${name} of type ${event.type}`);
    const isFree = event.type === 'ping' || event.type === 'error';
    const isStart = event.type === 'message_start';
    this.judge.demand(isFree || isStart === (this.phase === 'before'), 'start', event.type);
    (this.steps[event.type] as (event: AnthropicEvent) => void)(event);
  }

  private start(usage: Record<string, unknown>): void {
    this.phase = 'blocks';
    this.usage = usage;
  }

  private startBlock(index: number, block: AnthropicEventOf<'content_block_start'>['content_block']): void {
    this.judge.demand(this.open === null && this.phase === 'blocks', 'block-order', `block ${index}`);
    this.judge.demand(index === this.blocks.length, 'block-index', `block ${index}`);
    this.judge.demand(!this.blocks.at(-1)?.isCutOff, 'input-json', `block ${index - 1}`);
    this.open = new AnthropicContentBlock(this.judge, block);
    this.blocks.push(this.open);
  }

  private openBlock(index: number): AnthropicContentBlock {
    this.judge.demand(this.open !== null, 'block-order', 'no block is open');
    this.judge.demand(index === this.blocks.length - 1, 'block-index', `block ${index}`);
    return this.open;
  }

  private stopBlock(index: number): void {
    this.openBlock(index).stop();
    this.open = null;
  }

  private messageDelta({ delta, usage }: AnthropicEventOf<'message_delta'>): void {
    this.judge.demand(this.open === null, 'delta-late', 'a block is open');
    this.judge.demand(this.stopReason === null, 'stop-reason', 'told before');
    this.judge.demand(usage.output_tokens >= Number(this.usage?.output_tokens), 'usage-total');
    this.phase = 'deltas';
    this.stopReason = delta.stop_reason;
    const told = Object.entries(usage).filter(([, value]) => value !== null);
    this.usage = { ...this.usage, ...Object.fromEntries(told) };
  }

  private stop(): void {
    this.judge.demand(this.phase === 'deltas', 'delta-late', 'message_stop without message_delta');
    this.judge.demand(this.stopReason !== null, 'stop-reason', 'never told');
    const hasToolUse = this.blocks.some(({ type }) => type === 'tool_use');
    const isToolUse = this.stopReason === 'tool_use';
    const isCut = this.stopReason === 'max_tokens';
    this.judge.demand(hasToolUse ? isToolUse || isCut : !isToolUse, 'tool-use', this.stopReason);
    this.judge.demand(isCut || !this.blocks.at(-1)?.isCutOff, 'input-json', 'the last block');
    this.phase = 'stopped';
  }

  private ping(): void {
    this.pings++;
  }

  private fail(error: Record<string, unknown>): void {
    this.error = error;
  }
}
