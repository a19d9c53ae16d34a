import { describe, expect, it } from 'vitest';
import { requireNode } from './require-node.mjs';

describe(requireNode.name, () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('lets %s pass', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(['18.20.8', '20.18.3', '20.9.0'])('refuses %s, naming both versions', (version) => {
    expect(() => requireNode(version)).toThrow(`needs Node 20.19.0 or newer; this is ${version}`);
  });
});
