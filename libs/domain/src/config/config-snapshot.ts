import { z } from 'zod';
import { endpointConfigSchema } from './endpoint-config.js';
import { virtualModelConfigSchema } from './virtual-model-config.js';

/** The sections of a snapshot. Each is replaced whole; a gateway fetches only those whose digest changed. */
export const configSections = {
  endpoints: z.array(endpointConfigSchema),
  models: z.array(virtualModelConfigSchema),
} as const;

export type SectionName = keyof typeof configSections;
export const sectionNames = Object.keys(configSections) as SectionName[];

export type ConfigSections = { readonly [Name in SectionName]: z.infer<(typeof configSections)[Name]> };

/**
 * Which config this is. `epoch` identifies the database it came from: within one epoch a higher `revision` is newer,
 * and between epochs (a restored or replaced database) whatever was published last counts.
 */
export const configVersionSchema = z.object({
  epoch: z.string(),
  revision: z.number().int().nonnegative(),
});

export type ConfigVersion = z.infer<typeof configVersionSchema>;

/** What stands in Redis beside the sections: the version and the SHA-256 of each section's text. */
export const configHeadSchema = configVersionSchema.extend({
  digests: z.object({ endpoints: z.string(), models: z.string() }) satisfies z.ZodType<
    Record<SectionName, string>
  >,
});

export type ConfigHead = z.infer<typeof configHeadSchema>;
