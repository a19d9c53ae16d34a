export type ArrayElement = string | number | boolean | null;

/** The text of a Postgres array (manual, "Array Input and Output Syntax"). pg's own takes twice as long to write it. */
export const arrayLiteral = (elements: readonly ArrayElement[]): string =>
  `{${elements.map(elementText).join(',')}}`;

const NEEDS_ESCAPE = /["\\]/;

function elementText(element: ArrayElement): string {
  if (element === null) return 'NULL';
  if (typeof element !== 'string') return String(element);
  return `"${NEEDS_ESCAPE.test(element) ? element.replaceAll(/["\\]/g, '\\$&') : element}"`;
}
