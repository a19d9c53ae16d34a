import { type ConfigSections, configSections, type SectionName } from '@switchyard/domain';
import { digestOf, type StoredSnapshot } from './stored-snapshot.js';
import { timeSlices } from './time-slices.js';

/** The entries of one section, by the digest of the part they came in, in the order of the parts. */
type ParsedParts<Name extends SectionName> = ReadonlyMap<string, ConfigSections[Name]>;

export type ParsedSnapshot = StoredSnapshot & {
  readonly entries: { readonly [Name in SectionName]: ParsedParts<Name> };
};

/**
 * Reads a snapshot bit by bit, while requests go on. Parts that the earlier one has are taken over with their entries.
 *
 * @throws {Error} when a part does not match its digest or its schema, so that nothing half-right is ever used
 */
export async function parseSnapshot(
  stored: StoredSnapshot,
  earlier: ParsedSnapshot | null,
  pause = timeSlices(),
): Promise<ParsedSnapshot> {
  const parseSection = async <Name extends SectionName>(name: Name): Promise<ParsedParts<Name>> => {
    const known: ParsedParts<Name> | undefined = earlier?.entries[name];
    const parts = new Map<string, ConfigSections[Name]>();
    for (const digest of stored.head.parts[name]) {
      parts.set(digest, known?.get(digest) ?? parsePart(name, digest, stored.texts.get(digest)));
      await pause();
    }
    return parts;
  };
  const entries = { endpoints: await parseSection('endpoints'), models: await parseSection('models') };
  return { ...stored, entries };
}

function parsePart<Name extends SectionName>(
  name: Name,
  digest: string,
  text: string | undefined,
): ConfigSections[Name] {
  if (text === undefined || digestOf(text) !== digest)
    throw new Error(`a part of section "${name}" does not match its digest`);
  return configSections[name].parse(JSON.parse(text)) as ConfigSections[Name];
}
