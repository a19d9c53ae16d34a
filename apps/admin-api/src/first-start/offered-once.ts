import { SettingEntity } from '@switchyard/persistence';
import type { EntityManager } from 'typeorm';

const SETTING_KEY = 'offered_endpoints';

/**
 * Which offers were made already: what an operator deleted must not come back with the next start.
 */
export async function readOffered(manager: EntityManager): Promise<Set<string>> {
  const setting = await manager.findOneBy(SettingEntity, { key: SETTING_KEY });
  return new Set(Array.isArray(setting?.value) ? setting.value.map(String) : []);
}

export const writeOffered = (manager: EntityManager, offered: ReadonlySet<string>): Promise<unknown> =>
  manager.save(manager.create(SettingEntity, { key: SETTING_KEY, value: [...offered] }));
