import { Secret } from '@switchyard/domain';
import { EndpointEntity, VirtualModelEntity } from '@switchyard/persistence';
import { ENDPOINT_KEY_PURPOSE, type SecretBox } from '@switchyard/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { bumpRevision } from '../config-publication/config-change.js';
import { readOffered, writeOffered } from './offered-once.js';
import type { EndpointOffer } from './provider-offers.js';

const DEMO_NAME = 'demo';

/** Makes an endpoint of each offer that was never made before. @returns the names of the new ones */
export function offerEndpoints(
  dataSource: DataSource,
  offers: readonly EndpointOffer[],
  box: SecretBox | null,
): Promise<string[]> {
  return dataSource.transaction(async (manager) => {
    const offered = await readOffered(manager);
    const added: string[] = [];
    for (const offer of offers.filter(({ name }) => !offered.has(name))) {
      offered.add(offer.name);
      if (await isTaken(manager, offer.name)) continue;
      await manager.save(
        manager.create(EndpointEntity, {
          name: offer.name,
          url: offer.url,
          endpointType: offer.type,
          sealedApiKey:
            offer.apiKey === null || box === null
              ? null
              : box.seal(new Secret(offer.apiKey), ENDPOINT_KEY_PURPOSE),
          origin: 'environment',
        }),
      );
      added.push(offer.name);
    }
    if (added.length > 0) await bumpRevision(manager);
    await writeOffered(manager, offered);
    return added;
  });
}

/**
 * Makes the demo endpoint and its virtual model at the first start, and follows the demo's address at later ones.
 * Deleted, it stays deleted. @param url null when there is no demo: what is left of it then takes no requests
 */
export function offerDemo(dataSource: DataSource, url: string | null): Promise<void> {
  return dataSource.transaction(async (manager) => {
    const existing = await manager.findOneBy(EndpointEntity, { origin: 'demo' });
    if (existing) return updateDemo(manager, existing, url);
    const offered = await readOffered(manager);
    if (url === null || offered.has(DEMO_NAME)) return;
    offered.add(DEMO_NAME);
    await writeOffered(manager, offered);
    if (await isTaken(manager, DEMO_NAME)) return;
    await createDemo(manager, url);
    await bumpRevision(manager);
  });
}

async function createDemo(manager: EntityManager, url: string): Promise<void> {
  const endpoint = await manager.save(
    manager.create(EndpointEntity, {
      name: DEMO_NAME,
      url,
      endpointType: 'openai',
      healthCheckUrl: new URL('/health', url).href,
      origin: 'demo',
    }),
  );
  await manager.save(
    manager.create(VirtualModelEntity, {
      name: DEMO_NAME,
      endpointId: endpoint.id,
      actualModel: DEMO_NAME,
      description: 'Built-in demonstration without a language model. Delete it whenever you like.',
      inputPricePerMillion: '0',
      outputPricePerMillion: '0',
    }),
  );
}

async function updateDemo(manager: EntityManager, demo: EndpointEntity, url: string | null): Promise<void> {
  const wanted = {
    enabled: url !== null,
    ...(url !== null && { url, healthCheckUrl: new URL('/health', url).href }),
  };
  const isCurrent = Object.entries(wanted).every(
    ([field, value]) => demo[field as keyof EndpointEntity] === value,
  );
  if (isCurrent) return;
  await manager.update(EndpointEntity, { id: demo.id }, wanted);
  await bumpRevision(manager);
}

const isTaken = (manager: EntityManager, name: string): Promise<boolean> =>
  manager.existsBy(EndpointEntity, { name });
