import type { ChatEvent } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { toArgumentsText } from './custom-tools.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/** The pieces of an item that grow. The number tells which of several of a kind it is. */
export type PieceKind = 'text' | 'refusal' | 'summary' | 'thought' | 'arguments';
export type Piece = { readonly kind: PieceKind; readonly number: number };

/** How an event names its item. Servers leave out either, and some give another id with each event. */
export type ItemName = { readonly outputIndex: unknown; readonly itemId: unknown };

type ReadItem = {
  readonly type: string;
  /** How many characters of each piece were told. */
  readonly told: Map<string, number>;
  callIndex: number | null;
  isSealed: boolean;
  /** Some servers send the same thought as a summary and as it is: whichever came first is told. */
  thoughtKind: PieceKind | null;
};

/**
 * Follows the items of one answer and makes events of them. The same text comes up to four times: in deltas, with the
 * end of its part, with the end of its item and with the end of the answer. Servers leave out any of these, so each is
 * read, and what was not told yet is told.
 */
export class OutputItemReader {
  callCount = 0;
  private readonly items: ReadItem[] = [];
  private readonly byName = new Map<unknown, ReadItem>();
  private lastThought: string | null = null;

  private readonly wholeReaders = new Map<string, (item: ReadItem, value: JsonObject) => ChatEvent[]>([
    ['message', (item, value) => this.readMessage(item, value)],
    ['reasoning', (item, value) => this.readReasoning(item, value)],
    ['function_call', (item, value) => this.readCall(item, value, textOf(value.arguments))],
    // The input of a custom tool is plain text; as arguments it is read when it is whole.
    ['custom_tool_call', (item, value) => this.readCall(item, value, toArgumentsText(textOf(value.input)))],
  ]);

  /** An item that begins. What it holds already comes again, so only a call is told of. */
  begin(name: ItemName, value: JsonObject): ChatEvent[] {
    const item = this.add(name, value);
    return isCall(item) ? this.startCall(item, value) : [];
  }

  /** More of a piece. */
  delta(name: ItemName, piece: Piece, text: string): ChatEvent[] {
    const item = this.find(name) ?? this.add(name, { type: itemTypes[piece.kind] });
    return this.tell(item, piece, text);
  }

  /** A piece that has ended. */
  whole(name: ItemName, piece: Piece, text: string): ChatEvent[] {
    const item = this.find(name) ?? this.add(name, { type: itemTypes[piece.kind] });
    return this.tellRest(item, piece, text);
  }

  /** An item that has ended. */
  end(name: ItemName, value: JsonObject): ChatEvent[] {
    return this.readWhole(this.findLike(name, value) ?? this.add(name, value), value);
  }

  /**
   * The items of the whole answer. One that nothing known matches is new only where nothing of its kind was told:
   * servers number and name their items anew here.
   */
  endAll(values: readonly JsonObject[]): ChatEvent[] {
    const toldTypes = new Set(this.items.map(({ type }) => type));
    return values.flatMap((value, outputIndex) => {
      const name = { outputIndex, itemId: value.id };
      const known = this.findLike(name, value);
      if (!known && toldTypes.has(String(value.type))) return [];
      return this.readWhole(known ?? this.add(name, value), value);
    });
  }

  private add({ outputIndex, itemId }: ItemName, value: JsonObject): ReadItem {
    const item: ReadItem = {
      type: String(value.type),
      told: new Map(),
      callIndex: null,
      isSealed: false,
      thoughtKind: null,
    };
    this.items.push(item);
    for (const name of [outputIndex, itemId, value.id, value.call_id])
      if (isName(name)) this.byName.set(name, item);
    return item;
  }

  private find({ outputIndex, itemId }: ItemName): ReadItem | undefined {
    const named = this.byName.get(itemId) ?? this.byName.get(outputIndex);
    return isName(outputIndex) || isName(itemId) ? named : this.items.at(-1);
  }

  /** An index may have been given to an item of another kind before. */
  private findLike({ outputIndex, itemId }: ItemName, value: JsonObject): ReadItem | undefined {
    const candidates = [value.call_id, value.id, itemId, outputIndex].map((name) => this.byName.get(name));
    return candidates.find((item) => item?.type === value.type);
  }

  private readWhole(item: ReadItem, value: JsonObject): ChatEvent[] {
    return this.wholeReaders.get(item.type)?.(item, value) ?? [];
  }

  private readMessage(item: ReadItem, { content }: JsonObject): ChatEvent[] {
    return objectsOf(content).flatMap((part, number) => this.readPart(item, part, number));
  }

  private readPart(item: ReadItem, part: JsonObject, number: number): ChatEvent[] {
    return part.type === 'refusal'
      ? this.tellRest(item, { kind: 'refusal', number }, textOf(part.refusal))
      : this.tellRest(item, { kind: 'text', number }, textOf(part.text));
  }

  private readReasoning(item: ReadItem, value: JsonObject): ChatEvent[] {
    const words = (kind: PieceKind, parts: unknown): ChatEvent[] =>
      objectsOf(parts).flatMap(({ text }, number) => this.tellRest(item, { kind, number }, textOf(text)));
    return [
      ...words('summary', value.summary),
      ...words('thought', value.content),
      ...this.seal(item, value),
    ];
  }

  private seal(item: ReadItem, { id, encrypted_content: sealed }: JsonObject): ChatEvent[] {
    if (item.isSealed || typeof sealed !== 'string' || sealed === '') return [];
    item.isSealed = true;
    this.lastThought = null;
    const signature = {
      format: REASONING_FORMAT,
      value: sealed,
      itemId: typeof id === 'string' ? id : null,
    };
    return [{ type: 'reasoning-signature', signature }];
  }

  private readCall(item: ReadItem, value: JsonObject, argumentsText: string): ChatEvent[] {
    return [
      ...this.startCall(item, value),
      ...this.tellRest(item, { kind: 'arguments', number: 0 }, argumentsText),
    ];
  }

  /** A call whose name has not come yet is not begun; its arguments come whole at its end. */
  private startCall(item: ReadItem, { call_id: callId, id, name }: JsonObject): ChatEvent[] {
    if (item.callIndex !== null || !name) return [];
    const index = this.callCount++;
    item.callIndex = index;
    this.lastThought = null;
    const ownId = textOf(callId) || textOf(id) || `call_${index}`;
    return [{ type: 'tool-call-start', index, id: ownId, name: String(name) }];
  }

  private tellRest(item: ReadItem, piece: Piece, text: string): ChatEvent[] {
    return this.tell(item, piece, text.slice(item.told.get(keyOf(piece)) ?? 0));
  }

  private tell(item: ReadItem, piece: Piece, text: string): ChatEvent[] {
    const isUntold = text === '' || (piece.kind === 'arguments' && item.callIndex === null);
    if (isUntold || this.isOtherThought(item, piece)) return [];
    const key = keyOf(piece);
    item.told.set(key, (item.told.get(key) ?? 0) + text.length);
    if (isThought(piece)) return [this.think(item, piece, text)];
    this.lastThought = null;
    if (piece.kind === 'arguments')
      return [{ type: 'tool-call-delta', index: item.callIndex ?? 0, argumentsText: text }];
    return [{ type: piece.kind === 'refusal' ? 'refusal-delta' : 'text-delta', text }];
  }

  private isOtherThought(item: ReadItem, { kind }: Piece): boolean {
    return isThought({ kind }) && item.thoughtKind !== null && item.thoughtKind !== kind;
  }

  /** Thoughts that follow one another are paragraphs. */
  private think(item: ReadItem, piece: Piece, text: string): ChatEvent {
    const thought = `${this.items.indexOf(item)} ${keyOf(piece)}`;
    const isNext = this.lastThought !== null && this.lastThought !== thought;
    item.thoughtKind = piece.kind;
    this.lastThought = thought;
    return { type: 'reasoning-delta', text: isNext ? `\n\n${text}` : text };
  }
}

/** The type of the item in which a piece stands, where nothing else tells. */
const itemTypes: Readonly<Record<PieceKind, string>> = {
  text: 'message',
  refusal: 'message',
  summary: 'reasoning',
  thought: 'reasoning',
  arguments: 'function_call',
};

const keyOf = ({ kind, number }: Piece): string => `${kind} ${number}`;

const isThought = ({ kind }: Pick<Piece, 'kind'>): boolean => kind === 'summary' || kind === 'thought';

const isCall = ({ type }: ReadItem): boolean => type === 'function_call' || type === 'custom_tool_call';

const isName = (name: unknown): boolean =>
  typeof name === 'number' || (typeof name === 'string' && name !== '');

export const objectsOf = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
