import { isDeepStrictEqual } from 'node:util';
import type { PartShape } from './responses-event-schemas.js';
import type { ResponsesRule } from './responses-rules.js';
import type { StreamJudge } from './stream-judge.js';

type Judge = StreamJudge<ResponsesRule>;

/** A text that is told in deltas and then once whole. */
export class ToldText {
  text = '';
  isWhole = false;

  constructor(
    private readonly judge: Judge,
    private readonly rule: 'text-done' | 'arguments',
  ) {}

  add(delta: string): void {
    this.judge.demand(!this.isWhole, this.rule, 'a delta after the whole');
    this.text += delta;
  }

  tellWhole(whole: string): void {
    this.judge.demand(!this.isWhole, this.rule, 'told twice');
    this.judge.demand(whole === this.text, this.rule, `${whole} is not ${this.text}`.slice(0, 200));
    this.isWhole = true;
  }

  demandWhole(): void {
    this.judge.demand(this.isWhole, this.rule, 'not told');
  }
}

/** One part of an item, from its beginning to its end. */
export class ResponsesPart {
  readonly told: ToldText;
  /** As it was when it was done. */
  value: PartShape | null = null;

  constructor(
    private readonly judge: Judge,
    private readonly begun: PartShape,
  ) {
    judge.demand(wholeOf(begun) === '', 'part-empty');
    this.told = new ToldText(judge, 'text-done');
  }

  get type(): PartShape['type'] {
    return this.begun.type;
  }

  end(part: PartShape): void {
    this.told.demandWhole();
    const isTold = part.type === this.type && wholeOf(part) === this.told.text;
    this.judge.demand(isTold, 'part-done', JSON.stringify(part).slice(0, 80));
    this.value = part;
  }
}

/** Whether a list in a done item holds these parts as they were when they were done. */
export const holdsParts = (list: readonly unknown[], parts: readonly ResponsesPart[]): boolean =>
  isDeepStrictEqual(
    list,
    parts.map(({ value }) => value),
  );

const wholeOf = (part: PartShape): string => (part.type === 'refusal' ? part.refusal : part.text);
