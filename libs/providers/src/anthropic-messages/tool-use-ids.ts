/**
 * Gives each tool call an id that this dialect takes: of letters, digits, `_` and `-` only, and used once in the whole
 * conversation. Ids of other dialects need not be so; those that are stay as they are. The same conversation always gets
 * the same ids, or the endpoint's prompt cache would not know it again.
 */
export class ToolUseIds {
  private readonly used = new Set<string>();

  next(id: string): string {
    const plain = id.replace(/[^\w-]/g, '_') || 'call';
    let unused = plain;
    for (let count = 2; this.used.has(unused); count++) unused = `${plain}_${count}`;
    this.used.add(unused);
    return unused;
  }
}
