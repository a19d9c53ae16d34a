import { type ConfigSections, type ConfigVersion, type SectionName, sectionNames } from '@switchyard/domain';
import { digestOf, type StoredSnapshot } from './stored-snapshot.js';

/** About so many entries make one part: little enough to be read without anybody noticing. */
const PART_ENTRIES = 64;
/** Entries with long prompts make shorter parts. */
const MAX_PART_CHARACTERS = 128 * 1024;

/** Entries are replaced and never changed, so one that comes again with the next version has the same text. */
const textByEntry = new WeakMap<object, string>();

/** Cuts the sections into parts that stay the same from version to version wherever their entries do. */
export function cutSnapshot({ epoch, revision }: ConfigVersion, sections: ConfigSections): StoredSnapshot {
  const texts = new Map<string, string>();
  const cut = (name: SectionName): string[] =>
    cutIntoParts(sections[name]).map((text) => {
      const digest = digestOf(text);
      texts.set(digest, text);
      return digest;
    });
  const parts = Object.fromEntries(sectionNames.map((name) => [name, cut(name)])) as Record<
    SectionName,
    string[]
  >;
  return { head: { epoch, revision, parts }, texts };
}

/**
 * The texts of the parts of one section. Certain entries begin a part, wherever they stand: were it every so many
 * entries, one more at the front would move all borders and change every part.
 */
export function cutIntoParts(entries: readonly { readonly id: number }[]): string[] {
  const parts: string[][] = [];
  let characters = 0;
  for (const entry of entries) {
    const text = textOf(entry);
    const current = parts.at(-1);
    if (!current || entry.id % PART_ENTRIES === 0 || characters + text.length > MAX_PART_CHARACTERS) {
      parts.push([text]);
      characters = text.length;
    } else {
      current.push(text);
      characters += text.length;
    }
  }
  return parts.map((texts) => `[${texts.join(',')}]`);
}

function textOf(entry: object): string {
  const text = textByEntry.get(entry) ?? JSON.stringify(entry);
  textByEntry.set(entry, text);
  return text;
}
