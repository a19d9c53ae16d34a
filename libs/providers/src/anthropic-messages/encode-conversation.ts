import {
  type AssistantPart,
  type ChatMessage,
  GatewayError,
  type TextPart,
  type ToolCallPart,
  type ToolResultPart,
  type UserPart,
} from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import {
  encodeArguments,
  encodeAssistantPart,
  encodeText,
  encodeToolResult,
  encodeUserPart,
} from './encode-content-blocks.js';
import { ToolUseIds } from './tool-use-ids.js';

export type EncodedTurn = { readonly role: 'user' | 'assistant'; readonly content: JsonObject[] };

export type EncodedConversation = {
  readonly system: readonly JsonObject[];
  readonly turns: readonly EncodedTurn[];
  readonly notes: readonly string[];
};

/**
 * A conversation as this dialect wants it: all instructions before it, then turns of user and assistant, one after the
 * other, and the results of all of a turn's tool calls at the very beginning of the next one (Anthropic, "Handle tool
 * calls").
 * @throws {GatewayError} `invalid_request` for a tool result that answers no call, and for a conversation without text
 */
export function encodeConversation(messages: readonly ChatMessage[]): EncodedConversation {
  const encoder = new ConversationEncoder();
  for (const message of messages) encoder.add(message);
  return encoder.end();
}

type OpenCall = { readonly id: string; readonly toolUseId: string; readonly results: ToolResultPart[] };

class ConversationEncoder {
  private readonly system: JsonObject[] = [];
  private readonly turns: EncodedTurn[] = [];
  private readonly notes = new Set<string>();
  private readonly ids = new ToolUseIds();
  /** What was said since the last change of speaker. */
  private said: { assistant: AssistantPart[]; user: UserPart[] } = { assistant: [], user: [] };
  /** The calls of the last assistant turn. */
  private calls: OpenCall[] = [];
  private readonly callsById = new Map<string, OpenCall[]>();

  private readonly adders: {
    readonly [Role in ChatMessage['role']]: (message: Extract<ChatMessage, { role: Role }>) => void;
  } = {
    system: ({ content }) => this.addSystem(content),
    assistant: ({ content }) => {
      this.endUserTurn();
      for (const part of content) this.said.assistant.push(part);
    },
    user: ({ content }) => {
      this.endAssistantTurn();
      for (const part of content) this.said.user.push(part);
    },
    tool: ({ content }) => {
      this.endAssistantTurn();
      for (const result of content) this.addResult(result);
    },
  };

  add(message: ChatMessage): void {
    (this.adders[message.role] as (message: ChatMessage) => void)(message);
  }

  end(): EncodedConversation {
    this.endAssistantTurn();
    this.endUserTurn();
    trimEnd(this.turns, this.notes);
    if (this.turns.length > 0) return { system: this.system, turns: this.turns, notes: [...this.notes] };
    if (this.system.length === 0) {
      throw new GatewayError('invalid_request', 'The messages hold no text.', { param: 'messages' });
    }
    // Some prompts are nothing but an instruction; here somebody has to say something.
    const note = 'the system message was sent as the user, as there is no other';
    return { system: [], turns: [{ role: 'user', content: this.system }], notes: [note] };
  }

  private addSystem(content: readonly TextPart[]): void {
    const isLate = this.turns.length > 0 || this.said.user.length > 0 || this.said.assistant.length > 0;
    if (isLate) this.notes.add('system messages were moved to the beginning');
    this.system.push(...content.flatMap(encodeText));
  }

  private addResult(result: ToolResultPart): void {
    const call = this.callFor(result.callId);
    if (call === undefined) {
      throw new GatewayError(
        'invalid_request',
        `The tool result for "${result.callId.slice(0, 64)}" answers no tool call of the assistant before it.`,
        { param: 'messages' },
      );
    }
    call.results.push(result);
  }

  /** The first call of an id that has no result yet, else the last. */
  private callFor(id: string): OpenCall | undefined {
    const calls = this.callsById.get(id);
    while (calls && calls.length > 1 && (calls[0]?.results.length ?? 0) > 0) calls.shift();
    return calls?.[0];
  }

  private endAssistantTurn(): void {
    const parts = this.said.assistant;
    if (parts.length === 0) return;
    this.said.assistant = [];
    this.append(
      'assistant',
      this.withoutLastThinking(thinkingFirst(parts.flatMap((part) => this.encode(part)))),
    );
  }

  private encode(part: AssistantPart): JsonObject[] {
    return part.type === 'tool-call' ? [this.encodeCall(part)] : encodeAssistantPart(part);
  }

  private encodeCall({ id, name, argumentsText }: ToolCallPart): JsonObject {
    const toolUseId = this.ids.next(id);
    const { input, isObject } = encodeArguments(argumentsText);
    if (!isObject)
      this.notes.add('arguments of an earlier tool call were no JSON object and were sent as text');
    const call = { id, toolUseId, results: [] };
    this.calls.push(call);
    const sameId = this.callsById.get(id);
    if (sameId) sameId.push(call);
    else this.callsById.set(id, [call]);
    return { type: 'tool_use', id: toolUseId, name, input };
  }

  /** A turn must not end in thinking, and one that is nothing else has nothing to tell. */
  private withoutLastThinking(blocks: JsonObject[]): JsonObject[] {
    const end = blocks.findLastIndex((block) => !isThinking(block)) + 1;
    if (end < blocks.length)
      this.notes.add('thinking that no answer followed was dropped from an earlier turn');
    return blocks.slice(0, end);
  }

  private endUserTurn(): void {
    const results = this.calls.map(({ toolUseId, results }) => {
      if (results.length > 0) return encodeToolResult(toolUseId, results);
      this.notes.add('a tool call without a result was answered with an error in its place');
      return encodeToolResult(toolUseId, [missingResult]);
    });
    this.append('user', [...results, ...this.said.user.flatMap(encodeUserPart)]);
    this.calls = [];
    this.callsById.clear();
    this.said.user = [];
  }

  private append(role: EncodedTurn['role'], content: JsonObject[]): void {
    const last = this.turns.at(-1);
    if (content.length === 0) return;
    if (last?.role === role) for (const block of content) last.content.push(block);
    else this.turns.push({ role, content });
  }
}

/** A call without a result is refused; that there was none is the truth, and lets the conversation go on. */
const missingResult: ToolResultPart = {
  type: 'tool-result',
  callId: '',
  content: [{ type: 'text', text: 'No result was given for this call.' }],
  isError: true,
};

export const isThinking = ({ type }: JsonObject): boolean =>
  type === 'thinking' || type === 'redacted_thinking';

/**
 * With a budget for thinking, a turn of the assistant that is still going on must begin with what it thought. Clients of
 * other dialects mostly do not keep that.
 */
export function lacksThinking(turns: readonly EncodedTurn[]): boolean {
  const position = turns.findLastIndex(({ role }) => role === 'assistant');
  const [next] = turns.slice(position + 1);
  const goesOn = next === undefined || next.content[0]?.type === 'tool_result';
  const [first] = turns[position]?.content ?? [];
  return first !== undefined && goesOn && !isThinking(first);
}

/**
 * With thinking a turn begins with it. Blocks that begin so keep their order, thinking between calls included: it is
 * only taken back as it was.
 */
function thinkingFirst(blocks: JsonObject[]): JsonObject[] {
  const [first] = blocks;
  if (first === undefined || isThinking(first)) return blocks;
  return [...blocks.filter(isThinking), ...blocks.filter((block) => !isThinking(block))];
}

/** A last turn of the assistant is gone on with, and must not end in white space. */
function trimEnd(turns: EncodedTurn[], notes: Set<string>): void {
  const last = turns.at(-1);
  const block = last?.role === 'assistant' ? last.content.at(-1) : undefined;
  if (typeof block?.text !== 'string' || block.text === block.text.trimEnd()) return;
  block.text = block.text.trimEnd();
  notes.add('white space at the end of the last message was dropped');
}
