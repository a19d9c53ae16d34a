import { JsonScanError, type JsonScanner, OPEN_ARRAY, OPEN_OBJECT } from './json-scanner.js';

/**
 * What to keep of a JSON value: all of it, some fields of an object, or as much of each element of an array. A value of
 * another kind than expected is kept whole, for whoever judges the sketch.
 */
export type Sketch = 'whole' | { readonly fields: SketchFields } | { readonly each: Sketch };
export type SketchFields = ReadonlyMap<string, Sketch>;

export const fieldsOf = (fields: Readonly<Record<string, Sketch>>): { readonly fields: SketchFields } => ({
  fields: new Map(Object.entries(fields)),
});

/** Reads the value at hand as far as the sketch says. @throws {JsonScanError} */
export function sketchJson(scanner: JsonScanner, sketch: Sketch): unknown {
  if (sketch !== 'whole') {
    const first = scanner.peek();
    if ('fields' in sketch && first === OPEN_OBJECT) return sketchObject(scanner, sketch.fields);
    if ('each' in sketch && first === OPEN_ARRAY) return sketchArray(scanner, sketch.each);
  }
  return wholeValue(scanner);
}

function sketchObject(scanner: JsonScanner, fields: SketchFields): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  scanner.eachMember((name) => {
    const sketch = fields.get(name);
    if (sketch === undefined) scanner.skipValue();
    else object[name] = sketchJson(scanner, sketch);
  });
  return object;
}

function sketchArray(scanner: JsonScanner, each: Sketch): unknown[] {
  const array: unknown[] = [];
  scanner.eachElement(() => array.push(sketchJson(scanner, each)));
  return array;
}

function wholeValue(scanner: JsonScanner): unknown {
  scanner.peek();
  const start = scanner.position;
  scanner.skipValue();
  try {
    return JSON.parse(scanner.bytes.toString('utf8', start, scanner.position));
  } catch {
    throw new JsonScanError(false);
  }
}
