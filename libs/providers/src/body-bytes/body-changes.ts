import type { VirtualModelConfig } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';

/** Fields of a body with their new values; those that are undefined are to be left out. All others stay as they are. */
export type BodyChanges = Readonly<Record<string, unknown>>;

/** What makes `after` of `before`, where both share the values that are the same. */
export function changesBetween(before: JsonObject, after: JsonObject): BodyChanges {
  const changes: JsonObject = {};
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) changes[name] = undefined;
  for (const [name, value] of Object.entries(after)) if (value !== before[name]) changes[name] = value;
  return changes;
}

type Patch<Result> = (call: ClientCall, model: VirtualModelConfig, asStream: boolean) => Result;

/** For rules that reach so deep that the body has to be read whole: what a new version of it changes. */
export const changesOf =
  (rewrite: Patch<JsonObject>): Patch<BodyChanges> =>
  (call, model, asStream) =>
    changesBetween(call.body, rewrite(call, model, asStream));
