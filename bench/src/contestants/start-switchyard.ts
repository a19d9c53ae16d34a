import { Switchyard, type SwitchyardRun } from '@switchyard/testing';
import type { TestStores } from '@switchyard/testing/test-stores';
import { behaviours } from '../upstream/behaviour.js';
import type { Upstream } from '../upstream/upstream.js';
import { AUTHORIZATION, type Contestant, UPSTREAM_MODEL } from './contestant.js';

/**
 * A whole installation with all its services and everything on, its logs too. Each behaviour of the upstream is an
 * endpoint with a model of that name.
 */
export async function startSwitchyard(
  stores: TestStores,
  upstream: Upstream,
  run: SwitchyardRun = {},
): Promise<Switchyard> {
  const switchyard = await Switchyard.prepare(stores, {}, { logsToFiles: true, ...run });
  try {
    await switchyard.start('admin-api', 'gateway', 'usage-worker', 'health-worker');
    for (const name of behaviours) {
      const endpoint = {
        url: upstream.baseUrl(name),
        endpoint_type: 'openai',
        api_key: AUTHORIZATION.slice('Bearer '.length),
      };
      await switchyard.addModel(name, endpoint, { actual_model: UPSTREAM_MODEL });
    }
    return switchyard;
  } catch (error) {
    await switchyard.stop();
    throw error;
  }
}

/**
 * An installation as a contestant. What counts is its gateway's CPU time; the other services have a scenario of their own.
 * Whoever made the installation also ends it.
 */
export const asContestant = (switchyard: Switchyard): Contestant => ({
  name: 'switchyard',
  pids: [switchyard.service('gateway').pid],
  route: () => ({
    url: `${switchyard.gatewayUrl}/v1/chat/completions`,
    headers: { authorization: AUTHORIZATION },
  }),
  stop: async () => {},
});
