import type { EndpointConfig } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { buildConfigView } from './config-view.js';
import { cutSnapshot } from './cut-snapshot.js';
import { parseSnapshot } from './parsed-snapshot.js';
import { digestOf, type StoredSnapshot } from './stored-snapshot.js';

const anEndpoint = (id: number, priority = 0): EndpointConfig => ({
  id,
  name: `endpoint ${id}`,
  type: 'openai',
  url: 'http://127.0.0.1:9',
  sealedApiKey: null,
  priority,
  enabled: true,
  healthCheckUrl: null,
});
const ids = Array.from({ length: 300 }, (_, index) => index + 1);
const aSnapshot = (revision: number, changedId?: number): StoredSnapshot =>
  cutSnapshot(
    { epoch: 'e', revision },
    { endpoints: ids.map((id) => anEndpoint(id, id === changedId ? 7 : 0)), models: [] },
  );
const viewOf = async (...snapshots: StoredSnapshot[]) => {
  let parsed = null;
  for (const snapshot of snapshots) parsed = await parseSnapshot(snapshot, parsed);
  return parsed && buildConfigView(parsed);
};

describe(parseSnapshot, () => {
  it('takes over what did not change, and reads what did', async () => {
    const before = await parseSnapshot(aSnapshot(1), null);
    const after = await parseSnapshot(aSnapshot(2, 200), before);
    const [old, now] = [await buildConfigView(before), await buildConfigView(after)];
    expect(now.endpointById.get(1)).toBe(old.endpointById.get(1));
    expect(now.endpointById.get(300)).toBe(old.endpointById.get(300));
    expect([old, now].map((view) => view.endpointById.get(200)?.priority)).toEqual([0, 7]);
  });

  it('keeps the order of the entries, whichever of them were taken over', async () => {
    const view = await viewOf(aSnapshot(1), aSnapshot(2, 1), aSnapshot(3, 200));
    expect([...(view?.endpointById.keys() ?? [])]).toEqual(ids);
    expect(view?.version).toEqual({ epoch: 'e', revision: 3 });
  });

  it.each([
    ['changed', '[{}]'],
    ['missing', undefined],
  ])('refuses a snapshot of which one part is %s', async (_, text) => {
    const { head, texts } = aSnapshot(1);
    const [first = ''] = texts.keys();
    const odd = new Map(texts);
    if (text === undefined) odd.delete(first);
    else odd.set(first, text);
    await expect(parseSnapshot({ head, texts: odd }, null)).rejects.toThrow('digest');
  });

  it('refuses a part that does not fit its section', async () => {
    const text = '[{"id":1}]';
    const head = { epoch: 'e', revision: 1, parts: { endpoints: [], models: [digestOf(text)] } };
    await expect(parseSnapshot({ head, texts: new Map([[digestOf(text), text]]) }, null)).rejects.toThrow();
  });
});
