import { GatewayError } from '@switchyard/domain';
import { stringifyBody } from '../codec/stringify-body.js';
import type { JsonObject } from '../json.js';
import { parseJsonBody } from '../request-body.js';
import { withoutLatest } from './without-latest.js';

/**
 * The routes that manage an Ollama's models, and where their bodies name models that may exist already: the one that
 * decides whom the request concerns first (Ollama API reference; `name` is the older word for `model`).
 */
const nameFields = {
  pull: ['model', 'name'],
  push: ['model', 'name'],
  create: ['model', 'name', 'from'],
  copy: ['source'],
  delete: ['model', 'name'],
  show: ['model', 'name'],
} as const;

export type LifecycleOperation = keyof typeof nameFields;

/** A request about a model of an Ollama, with every field its client sent. */
export class LifecycleRequest {
  private constructor(
    private readonly bytes: Buffer,
    private readonly body: JsonObject,
    private readonly fields: readonly string[],
  ) {}

  /** @throws {GatewayError} `invalid_json`, or `invalid_request` when it names no model */
  static read(operation: LifecycleOperation, bytes: Buffer | undefined): LifecycleRequest {
    const body = parseJsonBody(bytes);
    const [first, ...others] = nameFields[operation];
    const request = new LifecycleRequest(bytes ?? Buffer.alloc(0), body, [first, ...others]);
    if (request.names.length > 0) return request;
    throw new GatewayError('invalid_request', `Missing required field: ${first}.`, { param: first });
  }

  /** The models it names, the one that decides first. */
  get names(): string[] {
    return this.named().map(([, name]) => name);
  }

  /** The body with other names for its models; the client's own bytes where none has one. */
  renamed(newNames: ReadonlyMap<string, string>): Buffer {
    const changes = this.named().flatMap(([field, name]) => {
      const newName = newNames.get(name);
      return newName === undefined ? [] : [[field, newName]];
    });
    if (changes.length === 0) return this.bytes;
    return Buffer.from(stringifyBody({ ...this.body, ...Object.fromEntries(changes) }));
  }

  private named(): [field: string, name: string][] {
    return this.fields.flatMap((field): [string, string][] => {
      const name = this.body[field];
      return typeof name === 'string' && name !== '' ? [[field, withoutLatest(name)]] : [];
    });
  }
}
