/** Whether this process has the superuser's rights. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
