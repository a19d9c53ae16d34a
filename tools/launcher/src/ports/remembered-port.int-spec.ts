import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../testing/temp-folder.js';
import { rememberedPort } from './remembered-port.js';

describe(rememberedPort.name, () => {
  it('stays the same', async () => {
    const file = join(tempFolder(), 'ports', 'store');
    expect(await rememberedPort(file)).toBe(await rememberedPort(file));
  });

  it('moves when another program has taken it', async () => {
    const file = join(tempFolder(), 'ports', 'store');
    const port = await rememberedPort(file);
    const server = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const moved = await rememberedPort(file);
    expect(moved).not.toBe(port);
    expect(await rememberedPort(file)).toBe(moved);
  });
});
