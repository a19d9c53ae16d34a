import type { BodyBytes } from '../body-bytes/body-bytes.js';
import type { JsonObject } from '../json.js';
import type { Surface } from '../surface.js';
import type { ClientCall, ClientHeaders } from './client-dialect.js';

type CallFields = Omit<ClientCall, 'bytes' | 'body'>;

/** A call whose body is parsed whole only when somebody asks for all of it. */
export class DecodedCall implements ClientCall {
  readonly surface: Surface;
  readonly model: string;
  readonly wantsStream: boolean;
  readonly wantsUsage: boolean;
  readonly headers: ClientHeaders;

  constructor(
    readonly bytes: BodyBytes,
    { surface, model, wantsStream, wantsUsage, headers = {} }: CallFields,
  ) {
    this.surface = surface;
    this.model = model;
    this.wantsStream = wantsStream;
    this.wantsUsage = wantsUsage;
    this.headers = headers;
  }

  get body(): JsonObject {
    return this.bytes.object;
  }
}

/** The same call with the headers it came with, or answered in another way than its body says. */
export const changeCall = (
  { bytes, surface, model, wantsUsage, wantsStream, headers }: ClientCall,
  changes: { readonly wantsStream?: boolean; readonly headers?: ClientHeaders },
): ClientCall =>
  new DecodedCall(bytes, {
    surface,
    model,
    wantsUsage,
    wantsStream: changes.wantsStream ?? wantsStream,
    headers: changes.headers ?? headers ?? {},
  });
