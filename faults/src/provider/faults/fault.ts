import type { Act } from '../act.js';
import type { WireDialect } from '../dialects/wire-dialect.js';
import type { ScriptedAnswer } from '../scripted-answer.js';
import type { Form, Speech } from '../speech.js';

/** One way of answering, good or bad, in any dialect. */
export type Fault = {
  /** `fault-<name>` is the model that answers so. */
  readonly name: string;
  /** What the endpoint does, as a sentence without its subject. */
  readonly summary: string;
  /** The forms of an answer in which it means something. */
  readonly forms: readonly Form[];
  /** Whether a dialect has what it takes; every one has by default. */
  isKnownTo?(dialect: WireDialect): boolean;
  /** What is said otherwise than usual. */
  reword?(answer: ScriptedAnswer): ScriptedAnswer;
  /** What happens on the connection. */
  act(speech: Speech): Iterable<Act>;
};

export const BOTH_FORMS: readonly Form[] = ['stream', 'whole'];
export const STREAM_ONLY: readonly Form[] = ['stream'];

/** So that what was said before has reached the client when the fault comes. */
export const IN_THE_MIDDLE_MS = 150;
