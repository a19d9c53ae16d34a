import type { EndpointType } from '../../api/types';

/** The types to choose from, and always the current one: a release may not know what a newer one stored. */
export function endpointTypeChoices(
  types: readonly EndpointType[],
  current: string,
): { value: string; label: string }[] {
  const choices = types.map(({ type, label }) => ({ value: type, label }));
  const isKnown = types.some(({ type }) => type === current);
  return isKnown ? choices : [{ value: current, label: current }, ...choices];
}
