import { chat } from './chat.js';
import { firstToken } from './first-token.js';
import { largeBodies } from './large-bodies.js';
import { latency } from './latency.js';
import { ledger } from './ledger.js';
import { manyModels } from './many-models.js';
import { memory } from './memory.js';
import { openStreams } from './open-streams.js';
import type { Scenario } from './scenario.js';
import { streams } from './streams.js';
import { translatedStreams } from './translated-streams.js';

/** All scenarios, in the order in which they are measured and shown. */
export const scenarios: readonly Scenario[] = [
  chat,
  largeBodies,
  latency,
  firstToken,
  streams,
  translatedStreams,
  openStreams,
  manyModels,
  ledger,
  memory,
];

/** Those that have any of the words in their names; all of them without words. */
export const selectScenarios = (words: readonly string[]): readonly Scenario[] =>
  words.length === 0 ? scenarios : scenarios.filter(({ name }) => words.some((word) => name.includes(word)));
