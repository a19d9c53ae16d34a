/** An answer as the wire has it, both ways, for what the mock has no words for. */
export type ScriptedAnswer = {
  readonly whole: object;
  readonly stream: string;
  readonly streamType: string;
  /** How many bytes are sent at once, where not all of them. */
  readonly pieceBytes?: number;
  /** The same in the older form of its dialect, where there is one: one prompt, one text. */
  readonly toPrompt?: Pick<ScriptedAnswer, 'whole' | 'stream'>;
};

export type ScriptedCall = { readonly id: string; readonly name: string; readonly input: object };
