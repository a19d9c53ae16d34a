export type Environment = Readonly<Record<string, string | undefined>>;

// biome-ignore lint/style/noProcessEnv: the one place that reads it; everything else is handed what it needs.
export const processEnvironment: Environment = process.env;
