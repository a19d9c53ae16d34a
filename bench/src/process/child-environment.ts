/** What a child process gets of this one's environment: the PATH, and what is added for it. */
export const childEnvironment = (added: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  // biome-ignore lint/style/noProcessEnv: the one place of the bench that reads the environment
  PATH: process.env.PATH ?? '',
  ...added,
});
