import { describe, expect, it } from 'vitest';
import { decodeCountTokensCall, estimateCount } from './count-tokens.js';

const count = (body: object) =>
  estimateCount(decodeCountTokensCall(Buffer.from(JSON.stringify({ model: 'm', ...body }))));

describe(estimateCount, () => {
  it('grows with the text, wherever it stands', () => {
    const short = count({ messages: [{ role: 'user', content: 'hi' }] });
    expect(count({ messages: [{ role: 'user', content: 'x'.repeat(4000) }] })).toBeGreaterThan(short + 990);
    expect(count({ messages: [{ role: 'user', content: 'hi' }], system: 'x'.repeat(4000) })).toBeGreaterThan(
      short + 990,
    );
  });

  it('counts an image as an image, whatever its bytes', () => {
    const image = (data: string) => ({
      messages: [
        {
          role: 'user',
          content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data } }],
        },
      ],
    });
    expect(count(image('A'.repeat(2_000)))).toBe(count(image('A'.repeat(100_000))));
    expect(count(image('A'.repeat(2_000)))).toBeGreaterThanOrEqual(1_500);
  });

  it('needs no limit, but a model and messages', () => {
    expect(() => count({ messages: [] })).toThrow('messages');
  });
});
