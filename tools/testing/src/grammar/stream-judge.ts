import type { z } from 'zod';

/** A stream that breaks a rule of its dialect. `eventNumber` counts from 1, comments aside; 0 is before the first. */
export class StreamGrammarError extends Error {
  constructor(
    dialect: string,
    readonly rule: string,
    readonly eventNumber: number,
    sentence: string,
    detail: string,
  ) {
    super(
      `${dialect} stream, event ${eventNumber}: ${sentence}${detail === '' ? '' : ` (${detail})`} [${rule}]`,
    );
    this.name = StreamGrammarError.name;
  }
}

/** Knows the rules of a dialect and where in one stream its grammar stands. */
export class StreamJudge<Rule extends string> {
  private eventNumber = 0;

  /** @param rules each one's name and what it says, as a sentence that holds */
  constructor(
    private readonly dialect: string,
    private readonly rules: Readonly<Record<Rule, string>>,
  ) {}

  nextEvent(): void {
    this.eventNumber++;
  }

  /** @throws StreamGrammarError */
  demand(holds: boolean, rule: Rule, detail = ''): asserts holds {
    if (!holds) throw new StreamGrammarError(this.dialect, rule, this.eventNumber, this.rules[rule], detail);
  }

  /** @throws StreamGrammarError */
  parseJson(text: string, rule: Rule): unknown {
    try {
      return JSON.parse(text);
    } catch {
      this.demand(false, rule, text.slice(0, 80));
    }
  }

  /** @throws StreamGrammarError with the path of the first field that is missing or wrong */
  read<Value>(schema: z.ZodType<Value>, value: unknown, rule: Rule): Value {
    const { success, data, error } = schema.safeParse(value);
    const issue = error?.issues[0];
    this.demand(success, rule, issue && `${issue.path.join('.')}: ${issue.message}`);
    return data as Value;
  }
}
