import type { HttpHeaders } from './act.js';
import type { Asked, Frame, WireDialect } from './dialects/wire-dialect.js';
import type { ScriptedAnswer } from './scripted-answer.js';

export type Form = 'stream' | 'whole';

/**
 * An answer as its dialect puts it, in the form that was asked for: frames, or one body. A fault says it in its own
 * way.
 */
export class Speech {
  constructor(
    readonly dialect: WireDialect,
    readonly asked: Asked,
    readonly answer: ScriptedAnswer,
  ) {}

  get form(): Form {
    return this.asked.isStream ? 'stream' : 'whole';
  }

  /** None for a whole answer. */
  get frames(): Frame[] {
    return this.form === 'stream' ? this.dialect.frames(this.answer, this.asked) : [];
  }

  get body(): Buffer {
    return Buffer.from(JSON.stringify(this.dialect.whole(this.answer, this.asked)));
  }

  /** Each frame in bytes of its own; a whole answer is one piece. */
  get pieces(): Buffer[] {
    return this.form === 'stream' ? this.encode(this.frames) : [this.body];
  }

  /** What comes before any content. */
  get opening(): Buffer[] {
    return this.encode(this.frames.filter(({ part }) => part === 'start'));
  }

  /** The answer up to its middle, some of its content in it and some not. */
  get firstHalf(): Buffer[] {
    if (this.form === 'whole') return [this.body.subarray(0, this.body.length / 2)];
    return this.encode(this.frames.slice(0, this.middle));
  }

  /** How many frames come before the middle of the content. */
  get middle(): number {
    const contentAt = this.frames.flatMap(({ part }, index) => (part === 'content' ? [index] : []));
    return (contentAt[Math.floor((contentAt.length - 1) / 2)] ?? 0) + 1;
  }

  /** @param pieces all of a whole answer, so that its length can be told as real servers do */
  headersFor(pieces: readonly Buffer[]): HttpHeaders {
    if (this.form === 'stream') return { 'content-type': this.dialect.streamContentType };
    return { 'content-type': 'application/json', 'content-length': String(lengthOf(pieces)) };
  }

  encode(frames: readonly Frame[]): Buffer[] {
    return frames.map((frame, index) => Buffer.from(this.dialect.encode(frame, index)));
  }
}

export const lengthOf = (pieces: readonly Buffer[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);
