import { describe, expect, it } from 'vitest';
import { codingBody } from './coding-body.js';

type Message = { role: string; content: string; tool_calls?: { id: string }[]; tool_call_id?: string };
type Body = { model: string; messages: Message[]; tools: { function: { name: string } }[] };

const KIB = 1_024;

describe(codingBody.name, () => {
  it.each([100 * KIB, 1_024 * KIB])('is a little more than %i bytes long', (bytes) => {
    const length = Buffer.byteLength(codingBody({ model: 'm' }, bytes));
    expect(length).toBeGreaterThanOrEqual(bytes);
    expect(length).toBeLessThan(bytes + 25 * KIB);
  });

  it('is the same each time and begins with the model', () => {
    const body = codingBody({ model: 'm', stream: true }, 100 * KIB);
    expect(body).toBe(codingBody({ model: 'm', stream: true }, 100 * KIB));
    expect(body).toMatch(/^{"model":"m","stream":true,/);
  });

  it('is a conversation that an endpoint accepts: each result answers a call made before it', () => {
    const { messages, tools } = JSON.parse(codingBody({ model: 'm' }, 100 * KIB)) as Body;
    const called = new Set<string | undefined>();
    for (const message of messages) {
      for (const { id } of message.tool_calls ?? []) called.add(id);
      if (message.role === 'tool') expect(called.delete(message.tool_call_id)).toBe(true);
    }
    expect(called.size).toBe(0);
    expect(new Set(tools.map((tool) => tool.function.name)).size).toBe(20);
  });
});
