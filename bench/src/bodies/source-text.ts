import { pick } from './random.js';

type Random = () => number;

const NOUNS = ['order', 'invoice', 'customer', 'payment', 'ledger', 'shipment', 'refund', 'session'] as const;
const VERBS = ['load', 'store', 'check', 'merge', 'render', 'convert', 'cancel', 'archive'] as const;
const REMARKS = [
  '// Größer als 2³² wird es nie, siehe Ticket SHOP-1147.',
  '// The caller\'s "id" may be empty here; don\'t trust it.',
  '/* C:\\shop\\legacy is where this came from — keep the order of the fields. */',
  '// TODO(søren): retry on \\r\\n as well → see RFC 9112 §2.2',
] as const;

/** A piece of a source file as a tool shows it, with numbers at its lines: quotes, backslashes, tabs, some umlauts. */
export function sourceText(random: Random, minCharacters: number): string {
  let text = '';
  for (let line = 1; text.length < minCharacters; ) {
    for (const code of functionLines(random)) text += `${String(line++).padStart(5)}\t${code}\n`;
  }
  return text;
}

function functionLines(random: Random): string[] {
  const [verb, noun] = [pick(random, VERBS), pick(random, NOUNS)];
  const name = `${verb}${noun[0]?.toUpperCase()}${noun.slice(1)}`;
  const limit = Math.floor(random() * 10_000);
  return [
    pick(random, REMARKS),
    `export async function ${name}(${noun}Id: string, options: { limit?: number } = {}): Promise<${noun}> {`,
    `\tconst limit = options.limit ?? ${limit};`,
    `\tif (!/^[\\w-]{1,${limit % 64}}$/.test(${noun}Id)) throw new Error(\`bad ${noun} "\${${noun}Id}"\`);`,
    `\tconst rows = await db.query('SELECT * FROM ${noun}s WHERE id = $1 LIMIT $2', [${noun}Id, limit]);`,
    `\tlogger.debug({ ${noun}Id, found: rows.length, ratio: ${random().toFixed(6)} }, "${verb} ${noun}\\n");`,
    `\treturn rows.map((row) => ({ ...row, amount: Number(row.amount) / 100 }))[0] ?? null;`,
    '}',
    '',
  ];
}
