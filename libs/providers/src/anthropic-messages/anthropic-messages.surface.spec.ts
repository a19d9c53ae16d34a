import { describe, expect, it } from 'vitest';
import { messagesChatSurface } from './anthropic-messages.surface.js';

describe('messagesChatSurface', () => {
  it.each([
    [
      { type: 'error', error: { type: 'overloaded_error', message: 'x' } },
      { type: 'overloaded_error', message: 'x' },
    ],
    [{ error: { message: 'x' } }, { message: 'x' }],
    [{ error: 'x' }, { message: 'x' }],
    [{ type: 'error' }, { message: 'no reason given' }],
    [{ type: 'message', content: [] }, null],
    [{ type: 'message', content: [], error: null }, null],
  ])('finds the error in %j', (body, error) => {
    expect(messagesChatSurface.findError(body)).toEqual(error);
  });

  it.each([
    [{ type: 'message', content: [], stop_reason: 'end_turn' }, true],
    [{ content: [{ type: 'text', text: 'a' }], stop_reason: 'end_turn' }, true],
    [{ choices: [] }, false],
    [{ content: 'a' }, false],
  ])('knows whether %j is an answer', (body, expected) => {
    expect(messagesChatSurface.holdsAnswer(body)).toBe(expected);
  });

  it('gives each stream a reader of its own', () => {
    const first = messagesChatSurface.newReader();
    first.read(Buffer.from('data: {"type":"message_stop"}\n\n'));
    expect(first.isDone).toBe(true);
    expect(messagesChatSurface.newReader().isDone).toBe(false);
  });
});
