import { z } from 'zod';
import { ResponsesEnvelope } from './responses-envelope.js';
import {
  anyEvent,
  itemEvent,
  ofContentPart,
  ofItem,
  ofSummaryPart,
  partEvent,
} from './responses-event-schemas.js';
import { type PartList, ResponsesItem } from './responses-item.js';
import type { ResponsesPart } from './responses-part.js';
import { type ResponsesRule, responsesRules } from './responses-rules.js';
import { type SseEvent, SseReader } from './sse-reader.js';
import { StreamJudge } from './stream-judge.js';
import type { StreamSummary } from './stream-summary.js';

/**
 * Checks a whole stream of OpenAI's Responses. Its finish reason is why it is incomplete, else `completed`.
 * @throws StreamGrammarError at the first event that breaks a rule
 */
export function checkResponsesStream(text: string): StreamSummary {
  return new ResponsesGrammar().check(text);
}

type Step = (event: unknown) => void;

const errorTypes: ReadonlySet<string> = new Set(['error', 'response.failed']);

class ResponsesGrammar {
  private readonly steps: Readonly<Record<string, Step>> = {
    'response.created': (event) => this.envelope.progress(event, ['in_progress', 'queued'], this.items),
    'response.queued': (event) => this.envelope.progress(event, ['queued'], this.items),
    'response.in_progress': (event) => this.envelope.progress(event, ['in_progress'], this.items),
    'response.output_item.added': (event) => this.addItem(event),
    'response.output_item.done': (event) => this.endItem(event),
    ...this.partSteps('response.content_part', 'content'),
    ...this.partSteps('response.reasoning_summary_part', 'summary'),
    ...this.textSteps('response.output_text', 'content', 'output_text', 'text'),
    ...this.textSteps('response.refusal', 'content', 'refusal', 'refusal'),
    ...this.textSteps('response.reasoning_text', 'content', 'reasoning_text', 'text'),
    ...this.textSteps('response.reasoning_summary_text', 'summary', 'summary_text', 'text'),
    'response.output_text.annotation.added': (event) => void this.part(event, 'content', 'output_text'),
    ...this.argumentSteps('response.function_call_arguments', 'arguments'),
    ...this.argumentSteps('response.custom_tool_call_input', 'input'),
    'response.completed': (event) => this.envelope.end(event, 'completed', this.items),
    'response.incomplete': (event) => this.envelope.end(event, 'incomplete', this.items),
    'response.failed': (event) => this.envelope.end(event, 'failed', this.items),
    error: (event) => this.envelope.fail(event),
  };
  private readonly judge: StreamJudge<ResponsesRule> = new StreamJudge('OpenAI Responses', responsesRules);
  private readonly envelope = new ResponsesEnvelope(this.judge);
  private readonly items: ResponsesItem[] = [];
  private nextSequenceNumber = 0;

  check(text: string): StreamSummary {
    const reader = new SseReader(this.judge);
    for (const event of reader.read(text)) this.take(event);
    const { isEnded, final, error } = this.envelope;
    this.judge.demand(isEnded, 'end');
    return {
      outcome: error ? 'failed' : 'complete',
      text: this.textOf('output_text'),
      reasoning: this.textOf('summary_text') + this.textOf('reasoning_text'),
      refusal: this.textOf('refusal'),
      toolCalls: this.items.flatMap(({ toolCall }) => toolCall ?? []),
      finishReason: error ? null : (final?.incomplete_details?.reason ?? 'completed'),
      usage: final?.usage ?? null,
      error,
      keepAlives: reader.comments,
    };
  }

  private take({ name, data }: SseEvent): void {
    this.judge.demand(data.trim() !== '[DONE]', 'no-done');
    const event = this.judge.read(anyEvent, this.judge.parseJson(data, 'json'), 'shape');
    const { type, sequence_number: sequenceNumber } = event;
    this.judge.demand(name === type, 'name', `${name} of type ${type}`);
    this.judge.demand(this.envelope.mayTake(type), 'after-end', type);
    const isNext = sequenceNumber === this.nextSequenceNumber;
    const isLeap = errorTypes.has(type) && sequenceNumber > this.nextSequenceNumber;
    this.judge.demand(isNext || isLeap, 'sequence', String(sequenceNumber));
    this.nextSequenceNumber = sequenceNumber + 1;
    const isInPlace = (type === 'response.created') !== this.envelope.isBegun;
    this.judge.demand(isInPlace || errorTypes.has(type), 'created', type);
    const step = this.steps[type] ?? ((other) => this.takeOther(other));
    step(event);
  }

  /** An event of a type that is not known here. */
  private takeOther(event: unknown): void {
    if (event && typeof event === 'object' && 'output_index' in event) this.item(event);
  }

  private addItem(event: unknown): void {
    const { output_index: index, item } = this.judge.read(itemEvent, event, 'shape');
    this.judge.demand(index === this.items.length, 'output-index', String(index));
    this.items.push(new ResponsesItem(this.judge, item));
  }

  private endItem(event: unknown): void {
    const { output_index: index, item } = this.judge.read(itemEvent, event, 'shape');
    this.openItem(index).end(item);
  }

  private openItem(index: number): ResponsesItem {
    const item = this.items[index];
    this.judge.demand(item !== undefined && item.value === null, 'item-open', `item ${index}`);
    return item;
  }

  private item(event: unknown): ResponsesItem {
    const { item_id: id, output_index: index } = this.judge.read(ofItem, event, 'shape');
    const item = this.openItem(index);
    this.judge.demand(item.id === id, 'item-open', `${id} is not ${item.id}`);
    return item;
  }

  private partIndex(event: unknown, list: PartList): number {
    return this.judge.read(list === 'content' ? ofContentPart : ofSummaryPart, event, 'shape');
  }

  private part(event: unknown, list: PartList, type: string | null): ResponsesPart {
    return this.item(event).openPart(list, this.partIndex(event, list), type);
  }

  private textIn(field: string, event: unknown): string {
    const text = this.judge.read(z.looseObject({ [field]: z.string() }), event, 'shape')[field];
    return text as string;
  }

  private partSteps(name: string, list: PartList): Record<string, Step> {
    const shape = (event: unknown) => this.judge.read(partEvent, event, 'shape').part;
    return {
      [`${name}.added`]: (event) => this.item(event).addPart(list, this.partIndex(event, list), shape(event)),
      [`${name}.done`]: (event) => this.part(event, list, null).end(shape(event)),
    };
  }

  private textSteps(name: string, list: PartList, type: string, field: string): Record<string, Step> {
    return {
      [`${name}.delta`]: (event) => this.part(event, list, type).told.add(this.textIn('delta', event)),
      [`${name}.done`]: (event) => this.part(event, list, type).told.tellWhole(this.textIn(field, event)),
    };
  }

  private argumentSteps(name: string, field: string): Record<string, Step> {
    return {
      [`${name}.delta`]: (event) => this.item(event).argumentsIn(field).add(this.textIn('delta', event)),
      [`${name}.done`]: (event) => this.item(event).tellArguments(field, this.textIn(field, event)),
    };
  }

  private textOf(type: string): string {
    const parts = this.items.flatMap((item) => [...item.parts.summary, ...item.parts.content]);
    return parts.flatMap((part) => (part.type === type ? [part.told.text] : [])).join('');
  }
}
