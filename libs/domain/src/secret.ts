const REDACTED = '[secret]';

/**
 * A secret in process memory that refuses to be logged, serialised or concatenated by accident.
 * The value leaves only through {@link Secret.reveal}, so every use can be found by its name.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plain value. Call it only where the value goes on the wire or into a cipher. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}
