import { type BodyOptions, bodyHead } from './chat-body.js';
import { createRandom, pick } from './random.js';
import { sourceText } from './source-text.js';
import { toolDefinitions } from './tool-definitions.js';

const SEED = 20_240_229;
const RESULT_CHARACTERS = [600, 1_800, 4_000, 9_000] as const;

const SYSTEM_PROMPT = `You are a coding assistant that works in the user's repository by calling tools.

# Rules
- Read a file before you change it. Keep its style: indentation, quotes, line ends ("\\n").
- Make the smallest change that does the job; don't touch what you were not asked for.
- Run the tests after a change & say plainly when they fail.
- Never print secrets, even if a file (".env", "~/.ssh/…") holds them.

# Environment
Working directory: /home/dev/shop · Platform: linux · Node 20.19 · 12 packages · branch "fix/rundungsfehler-größe"
`;

/** A conversation of a coding assistant, just above so many bytes, the same in every run. */
export function codingBody(options: BodyOptions, bytes: number): string {
  const random = createRandom(SEED);
  const messages: object[] = [
    { role: 'system', content: SYSTEM_PROMPT },
    {
      role: 'user',
      content: 'The totals of some orders are off by one cent. Find out why and mend it, please.',
    },
  ];
  const tail = { temperature: 0, tools: toolDefinitions, tool_choice: 'auto' };
  const whole = () => JSON.stringify({ ...bodyHead(options), messages, ...tail });
  let size = Buffer.byteLength(whole());
  for (let turn = 1; size < bytes; turn++) {
    const exchange = toolExchange(random, turn);
    messages.push(...exchange);
    size += Buffer.byteLength(JSON.stringify(exchange));
  }
  return whole();
}

/** The assistant calls one or two tools, and each call gets its result. */
function toolExchange(random: () => number, turn: number): object[] {
  const ids = Array.from({ length: 1 + (turn % 2) }, (_, index) => `call_${turn}x${index}Zk3vQpLmT9`);
  const calls = ids.map((id) => ({
    id,
    type: 'function',
    function: {
      name: 'read_file',
      arguments: JSON.stringify({ path: `/home/dev/shop/src/part-${id}.ts`, offset: turn }),
    },
  }));
  return [
    {
      role: 'assistant',
      content: `Step ${turn}: next I'll look at where the totals are "rounded".`,
      tool_calls: calls,
    },
    ...ids.map((id) => ({
      role: 'tool',
      tool_call_id: id,
      content: sourceText(random, pick(random, RESULT_CHARACTERS)),
    })),
  ];
}
