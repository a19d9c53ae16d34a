import { describe, expect, it } from 'vitest';
import { demoAnswer } from './demo-answer.js';

describe(demoAnswer.name, () => {
  it('says what it is and how to get a real answer', () => {
    const sut = demoAnswer([{ role: 'user', text: 'Hello' }]);
    expect(sut).toContain('not a language model');
    expect(sut).toContain('add an endpoint');
  });

  it('repeats the last user message only', () => {
    const sut = demoAnswer([
      { role: 'user', text: 'first' },
      { role: 'user', text: 'second' },
      { role: 'assistant', text: 'third' },
    ]);
    expect(sut).toContain('You said: "second"');
    expect(sut).not.toContain('first');
  });

  it('cuts a long message without breaking a character', () => {
    const sut = demoAnswer([{ role: 'user', text: '😀'.repeat(1_000) }]);
    expect(sut).toContain(`"${'😀'.repeat(300)}…"`);
  });

  it('has an answer to silence', () => {
    expect(demoAnswer([{ role: 'system', text: 'Be nice' }])).toContain('no text');
  });
});
