import type { AnthropicBlock, AnthropicDelta } from './anthropic-event-schemas.js';
import type { anthropicRules } from './anthropic-rules.js';
import type { StreamJudge } from './stream-judge.js';
import type { ToolCallSummary } from './stream-summary.js';

const deltaTypes: Readonly<Record<string, readonly AnthropicDelta['type'][]>> = {
  text: ['text_delta', 'citations_delta'],
  thinking: ['thinking_delta', 'signature_delta'],
  tool_use: ['input_json_delta'],
  server_tool_use: ['input_json_delta'],
};

/** One content block of a stream, from its start to its stop. */
export class AnthropicContentBlock {
  text = '';
  thinking = '';
  private inputJson = '';
  private isSigned = false;

  constructor(
    private readonly judge: StreamJudge<keyof typeof anthropicRules>,
    private readonly block: AnthropicBlock,
  ) {
    judge.demand(isEmpty(block), 'block-empty', JSON.stringify(block).slice(0, 80));
  }

  get type(): string {
    return this.block.type;
  }

  /** Null for a block that is no call of a client's tool. */
  get toolCall(): ToolCallSummary | null {
    if (this.block.type !== 'tool_use') return null;
    return {
      id: String(this.block.id),
      name: String(this.block.name),
      argumentsText: this.inputJson,
    };
  }

  take(delta: AnthropicDelta): void {
    const allowed = deltaTypes[this.type] ?? [];
    this.judge.demand(allowed.includes(delta.type), 'delta-type', `${delta.type} in ${this.type}`);
    this.judge.demand(!this.isSigned, 'signature-last', delta.type);
    if (delta.type === 'text_delta') this.text += delta.text;
    else if (delta.type === 'thinking_delta') this.thinking += delta.thinking;
    else if (delta.type === 'input_json_delta') this.inputJson += delta.partial_json;
    else if (delta.type === 'signature_delta') this.isSigned = true;
  }

  /** Whether its input is one that a limit may have cut off: it is no JSON. */
  get isCutOff(): boolean {
    return this.inputJson !== '' && tryParse(this.inputJson) === undefined;
  }

  stop(): void {
    if (this.inputJson === '' || this.isCutOff) return;
    const input = tryParse(this.inputJson);
    const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
    this.judge.demand(isObject, 'input-json', this.inputJson.slice(0, 80));
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Clients add the deltas to what the block began with. Only some types have deltas; the others come whole. */
function isEmpty(block: AnthropicBlock): boolean {
  const { type, text, thinking, signature, input } = block as Record<string, unknown>;
  if (type === 'text') return text === '';
  if (type === 'thinking') return thinking === '' && signature === '';
  return input === undefined || Object.keys(input as object).length === 0;
}
