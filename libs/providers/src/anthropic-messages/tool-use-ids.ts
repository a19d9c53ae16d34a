/**
 * Gives each tool call an id that this dialect takes: of letters, digits, `_` and `-` only, and used once in the whole
 * conversation. Ids of other dialects need not be so; those that are stay as they are. The same conversation always gets
 * the same ids, or the endpoint's prompt cache would not know it again.
 */
export class ToolUseIds {
  private readonly used = new Set<string>();
  /** By id: the number to try next behind it. */
  private readonly nextNumber = new Map<string, number>();

  next(id: string): string {
    const plain = id.replace(/[^\w-]/g, '_') || 'call';
    let unused = plain;
    while (this.used.has(unused)) {
      const number = this.nextNumber.get(plain) ?? 2;
      unused = `${plain}_${number}`;
      this.nextNumber.set(plain, number + 1);
    }
    this.used.add(unused);
    return unused;
  }
}
