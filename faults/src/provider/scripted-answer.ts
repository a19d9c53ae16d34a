export type ReportedUsage = {
  /** All input, what was read from a cache included. */
  readonly inputTokens: number;
  /** The part of the input that came from a cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
};

export type ScriptedToolCall = {
  readonly id: string;
  readonly name: string;
  /** JSON in the pieces in which a model writes it. */
  readonly argumentPieces: readonly string[];
};

/** What the provider says, before any dialect has put it into its own words. */
export type ScriptedAnswer = {
  readonly textPieces: readonly string[];
  readonly toolCall: ScriptedToolCall | null;
  /** Null where the provider reports none. */
  readonly usage: ReportedUsage | null;
  /** In a stream: where the dialect reports it as a rule, only in the last event that can, or in all events that can. */
  readonly usageReports: 'usual' | 'last' | 'running';
  /** In a stream: fragment by fragment, or only with the event that ends the call. */
  readonly argumentsArrive: 'in-pieces' | 'at-the-end';
};

/** Holds characters of two, three and four bytes, so that a cut inside of one shows. */
export const textAnswer: ScriptedAnswer = {
  textPieces: ['Träin ', '4 ', 'leaves ', 'the ', 'yard ', '🚂 ', 'on ', '第九 ', 'track.'],
  toolCall: null,
  usage: { inputTokens: 41, cachedTokens: 16, outputTokens: 13 },
  usageReports: 'usual',
  argumentsArrive: 'in-pieces',
};

export const toolAnswer: ScriptedAnswer = {
  ...textAnswer,
  textPieces: [],
  toolCall: {
    id: 'call_fault_1',
    name: 'set_signal',
    argumentPieces: ['{"track":', '"Gleis 7 Süd"', ',"aspect":', '"green 🟢"}'],
  },
};

export const textOf = ({ textPieces }: ScriptedAnswer): string => textPieces.join('');

export const argumentsOf = ({ argumentPieces }: ScriptedToolCall): string => argumentPieces.join('');

/** What has been used when `done` of `total` pieces were said; the input is known from the beginning. */
export const usageSoFar = (usage: ReportedUsage, done: number, total: number): ReportedUsage => ({
  ...usage,
  outputTokens: Math.floor((usage.outputTokens * done) / total),
});
