import { describe, expect, it } from 'vitest';
import { cutIntoParts, cutSnapshot } from './cut-snapshot.js';
import { partsOf } from './stored-snapshot.js';

const entries = Array.from({ length: 1_000 }, (_, index) => ({ id: index + 1, name: `n${index + 1}` }));
const others = (before: string[], after: string[]) => after.filter((text) => !before.includes(text));

describe(cutIntoParts, () => {
  const parts = cutIntoParts(entries);

  it('keeps every entry once and in order', () => {
    expect(parts.flatMap((text) => JSON.parse(text))).toEqual(entries);
    expect(parts.length).toBeGreaterThan(10);
  });

  it.each([
    ['at the front', [{ id: 2_001, name: 'new' }, ...entries]],
    ['in the middle', entries.toSpliced(500, 0, { id: 2_001, name: 'new' })],
    ['at the end', [...entries, { id: 2_001, name: 'new' }]],
  ])('changes one part for one more entry %s', (_, more) => {
    expect(others(parts, cutIntoParts(more))).toHaveLength(1);
  });

  it('changes one part for one entry less, also where a part began with it', () => {
    expect(others(parts, cutIntoParts(entries.filter(({ id }) => id !== 128)))).toHaveLength(1);
  });

  it('makes shorter parts of long entries', () => {
    const long = entries.slice(0, 64).map((entry) => ({ ...entry, prompt: 'x'.repeat(50_000) }));
    expect(Math.max(...cutIntoParts(long).map((text) => text.length))).toBeLessThan(132_000);
  });

  it('makes no part of nothing', () => {
    expect(cutIntoParts([])).toEqual([]);
  });
});

describe(cutSnapshot, () => {
  it('names all parts that it has, and no others', () => {
    const snapshot = cutSnapshot({ epoch: 'e', revision: 1 }, { endpoints: [], models: [] });
    expect(snapshot).toEqual({
      head: { epoch: 'e', revision: 1, parts: { endpoints: [], models: [] } },
      texts: new Map(),
    });
    expect(partsOf(snapshot.head)).toEqual([]);
  });
});
