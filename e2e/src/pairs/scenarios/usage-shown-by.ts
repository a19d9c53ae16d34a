import type { Ability, OfficialClient } from '../clients/official-client.js';
import type { Usage } from '../conversation.js';

const details: readonly [Ability, keyof Usage][] = [
  ['cache reads', 'cacheRead'],
  ['cache writes', 'cacheWrite'],
  ['reasoning tokens', 'reasoning'],
];

/** Of all counts those that a client has a place for. */
export const usageShownBy = ({ can }: OfficialClient, counts: Usage): Usage => ({
  input: counts.input,
  output: counts.output,
  ...Object.fromEntries(
    details.filter(([ability]) => can.includes(ability)).map(([, field]) => [field, counts[field]]),
  ),
});
