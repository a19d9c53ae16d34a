import { createHash } from 'node:crypto';
import {
  type ConfigHead,
  type ConfigSections,
  configHeadSchema,
  configSections,
  type SectionName,
  sectionNames,
} from '@switchyard/domain';

/** A snapshot as it stands in Redis and on disk: the head and each section's text. */
export type StoredSnapshot = {
  readonly head: ConfigHead;
  readonly texts: Readonly<Record<SectionName, string>>;
};

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @throws {Error} when a section does not match its digest or its schema, so that nothing half-right is ever used */
export function parseSections(snapshot: StoredSnapshot): ConfigSections {
  const entries = sectionNames.map((name) => {
    const text = snapshot.texts[name];
    if (digestOf(text) !== snapshot.head.digests[name])
      throw new Error(`section "${name}" does not match its digest`);
    return [name, configSections[name].parse(JSON.parse(text))];
  });
  return Object.fromEntries(entries) as ConfigSections;
}

export const parseHead = (text: string): ConfigHead => configHeadSchema.parse(JSON.parse(text));

export const isSameVersion = (a: ConfigHead, b: ConfigHead): boolean =>
  a.epoch === b.epoch && a.revision === b.revision;
