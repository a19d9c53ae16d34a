import type { ItemShape, PartShape } from './responses-event-schemas.js';
import { holdsParts, ResponsesPart, ToldText } from './responses-part.js';
import type { ResponsesRule } from './responses-rules.js';
import type { StreamJudge } from './stream-judge.js';
import type { ToolCallSummary } from './stream-summary.js';

/** An item's parts stand in two lists, each with an index of its own. */
export type PartList = 'content' | 'summary';

const partTypes: Readonly<Record<string, readonly PartShape['type'][]>> = {
  'message content': ['output_text', 'refusal'],
  'reasoning content': ['reasoning_text'],
  'reasoning summary': ['summary_text'],
};

/** The field that tells the arguments of a call whole, by the type of its item. */
const argumentFields: Readonly<Record<string, string>> = {
  function_call: 'arguments',
  custom_tool_call: 'input',
};

/** One item of the output, from its beginning to its end. */
export class ResponsesItem {
  /** As it was when it was done. */
  value: ItemShape | null = null;
  readonly parts: Readonly<Record<PartList, ResponsesPart[]>> = { content: [], summary: [] };
  private readonly args: ToldText;

  constructor(
    private readonly judge: StreamJudge<ResponsesRule>,
    private readonly begun: ItemShape,
  ) {
    const { content = [], summary = [], arguments: args = '', input = '' } = begun as Record<string, unknown>;
    const isPieced = begun.type in argumentFields || `${begun.type} content` in partTypes;
    const isEmpty = [content, summary, args, input].every((value) => (value as string | []).length === 0);
    judge.demand(!isPieced || isEmpty, 'item-empty', begun.type);
    this.args = new ToldText(judge, 'arguments');
  }

  get id(): string {
    return this.begun.id;
  }

  /** Null for an item that is no call of a client's tool. */
  get toolCall(): ToolCallSummary | null {
    if (!(this.begun.type in argumentFields)) return null;
    const { call_id: id, name } = this.begun as { call_id: string; name: string };
    return { id, name, argumentsText: this.args.text };
  }

  addPart(list: PartList, index: number, part: PartShape): void {
    const place = `${this.begun.type} ${list}`;
    this.judge.demand(
      partTypes[place]?.includes(part.type) === true,
      'part-type',
      `${part.type} in ${place}`,
    );
    this.judge.demand(index === this.parts[list].length, 'part-index', `${list} ${index}`);
    this.parts[list].push(new ResponsesPart(this.judge, part));
  }

  openPart(list: PartList, index: number, type: string | null): ResponsesPart {
    const part = this.parts[list][index];
    const isOpen = part !== undefined && part.value === null && (type === null || part.type === type);
    this.judge.demand(isOpen, 'part-open', `${type ?? 'part'} ${list} ${index}`);
    return part;
  }

  /** Arguments of a call that goes by this field. */
  argumentsIn(field: string): ToldText {
    this.judge.demand(
      argumentFields[this.begun.type] === field,
      'arguments',
      `${field} of ${this.begun.type}`,
    );
    return this.args;
  }

  /** Some servers tell arguments only whole. */
  tellArguments(field: string, whole: string): void {
    const args = this.argumentsIn(field);
    if (args.text === '') args.add(whole);
    args.tellWhole(whole);
  }

  end(item: ItemShape): void {
    const parts = Object.values(this.parts).flat();
    this.judge.demand(
      parts.every(({ value }) => value !== null),
      'all-done',
      'a part is open',
    );
    if (this.begun.type in argumentFields) this.args.demandWhole();
    for (const field of ['id', 'type', 'call_id', 'name'])
      this.judge.demand((item as Fields)[field] === (this.begun as Fields)[field], 'item-same', field);
    this.judge.demand(this.isAsTold(item), 'item-content', JSON.stringify(item).slice(0, 200));
    this.value = item;
  }

  private isAsTold(item: Fields): boolean {
    const { type, status, content = [], summary = [] } = item;
    if (status === 'in_progress') return false;
    const field = argumentFields[this.begun.type];
    if (field) return item[field] === this.args.text;
    if (!(`${type} content` in partTypes)) return true;
    return (
      holdsParts(content as unknown[], this.parts.content) &&
      holdsParts(summary as unknown[], this.parts.summary)
    );
  }
}

type Fields = { readonly [field: string]: unknown };
