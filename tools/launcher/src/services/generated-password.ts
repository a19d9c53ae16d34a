/** The first operator's credentials, which are told exactly once. */
export type GeneratedPassword = { readonly username: string; readonly password: string };

/** Reads the line by which the preparation tells a generated password; undefined for any other line. */
export function parseGeneratedPassword(line: string): GeneratedPassword | undefined {
  if (!line.includes('admin-password-generated')) return undefined;
  try {
    const { event, username, password } = JSON.parse(line) as Record<string, unknown>;
    if (event !== 'admin-password-generated' || typeof password !== 'string') return undefined;
    return { username: typeof username === 'string' ? username : 'admin', password };
  } catch {
    return undefined;
  }
}
