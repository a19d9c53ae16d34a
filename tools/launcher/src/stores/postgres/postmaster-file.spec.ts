import { describe, expect, it } from 'vitest';
import { parsePostmasterFile } from './postmaster-file.js';

describe(parsePostmasterFile.name, () => {
  it('reads pid and port', () => {
    const content = '4711\n/data\n1795190746\n24442\n\n127.0.0.1\n  123 456\nready   \n';
    expect(parsePostmasterFile(content)).toEqual({ pid: 4711, port: 24_442 });
  });

  it.each(['', '4711\n', '4711\n/data\n1795190746\n'])(
    'knows nothing yet of a half-written file (%j)',
    (content) => {
      expect(parsePostmasterFile(content)).toBeUndefined();
    },
  );
});
