import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../testing/signals.js';
import { tempFolder } from '../testing/temp-folder.js';
import { LogFollower } from './log-follower.js';

const CAP_BYTES = 100;

function setUp(content = '') {
  const path = join(tempFolder(), 'service.log');
  writeFileSync(path, content);
  const lines: string[] = [];
  const sut = new LogFollower(path, (line) => lines.push(line), CAP_BYTES);
  sut.start();
  onTestFinished(() => sut.stop());
  return { path, lines, sut };
}

describe(LogFollower.name, () => {
  it('reads what is appended, and nothing from before', async () => {
    const { path, lines } = setUp('old\n');
    appendFileSync(path, 'one\ntw');
    await eventually(() => expect(lines).toEqual(['one']));
    appendFileSync(path, 'o\n');
    await eventually(() => expect(lines).toEqual(['one', 'two']));
  });

  it('has read the last words when it stops', () => {
    const { path, lines, sut } = setUp();
    appendFileSync(path, 'last\nwords');
    sut.stop();
    expect(lines).toEqual(['last', 'words']);
  });

  it('moves the log aside at the cap and goes on', async () => {
    const { path, lines } = setUp();
    const filler = 'x'.repeat(CAP_BYTES);
    appendFileSync(path, `${filler}\n`);
    await eventually(() => expect(statSync(path).size).toBe(0));
    expect(readFileSync(`${path}.1`, 'utf8')).toBe(`${filler}\n`);
    appendFileSync(path, 'next\n');
    await eventually(() => expect(lines).toEqual([filler, 'next']));
  });

  it('waits for a log that is not there yet', async () => {
    const path = join(tempFolder(), 'later.log');
    const lines: string[] = [];
    const sut = new LogFollower(path, (line) => lines.push(line));
    sut.start();
    onTestFinished(() => sut.stop());
    writeFileSync(path, 'first\n');
    await eventually(() => expect(lines).toEqual(['first']));
  });
});
