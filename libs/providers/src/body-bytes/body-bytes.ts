import { GatewayError } from '@switchyard/domain';
import { stringifyBody } from '../codec/stringify-body.js';
import type { JsonObject } from '../json.js';
import { invalidJson, parseJsonBody, requireText } from '../request-body.js';
import type { BodyChanges } from './body-changes.js';
import { JsonScanError, JsonScanner, OPEN_OBJECT } from './json-scanner.js';
import { type SketchFields, sketchJson } from './sketch-json.js';

/** Where a member of the body's object stands. */
type Member = {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
};

const NOTHING: SketchFields = new Map();
const COMMA = Buffer.from(',');
const OPEN = Buffer.from('{');
const CLOSE = Buffer.from('}');

/**
 * A request's body as it came. It is read only as far as somebody asks, and changed without being written anew: what is
 * not touched keeps its bytes, numbers beyond 2^53 and all.
 */
export class BodyBytes {
  private parsed: JsonObject | null = null;
  private members: readonly Member[] | null = null;

  private constructor(private readonly bytes: Buffer) {}

  /** @throws {GatewayError} `invalid_json` for a body that is empty or not UTF-8 */
  static read(bytes: Buffer | undefined): BodyBytes {
    return new BodyBytes(requireText(bytes));
  }

  /** The whole body, parsed once. @throws {GatewayError} `invalid_json` or `invalid_request` */
  get object(): JsonObject {
    this.parsed ??= parseJsonBody(this.bytes);
    return this.parsed;
  }

  /**
   * The fields that are named, as far as their sketches say, in one walk that also checks all the rest.
   * @throws {GatewayError} `invalid_json` or `invalid_request`
   */
  sketch(fields: SketchFields): JsonObject {
    try {
      return this.walk(fields);
    } catch (error) {
      if (!(error instanceof JsonScanError)) throw error;
      if (error.isTooDeep)
        throw new GatewayError('invalid_request', 'The request body is nested too deeply.', { cause: error });
      // Says the same as ever about what is wrong and where.
      parseJsonBody(this.bytes);
      throw invalidJson(error);
    }
  }

  /** One field's value. As everywhere in JSON, of two fields of one name the last one counts. */
  field(name: string): unknown {
    const member = this.memberList().findLast((candidate) => candidate.name === name);
    return member && JSON.parse(this.bytes.toString('utf8', member.valueStart, member.end));
  }

  /**
   * The body with some fields put in place, and those left out that are undefined.
   * @throws {GatewayError} `invalid_request` for a value that is nested too deeply to be written
   */
  edited(changes: BodyChanges): Buffer {
    const added = stringifyBody(changes as JsonObject).slice(1, -1);
    const kept = this.runsWithout(changes);
    const pieces = added === '' ? kept : [Buffer.from(added), ...kept];
    return Buffer.concat([
      OPEN,
      ...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [COMMA, piece])),
      CLOSE,
    ]);
  }

  private memberList(): readonly Member[] {
    if (this.members === null) this.sketch(NOTHING);
    return this.members ?? [];
  }

  private walk(fields: SketchFields): JsonObject {
    const scanner = new JsonScanner(this.bytes);
    if (scanner.peek() !== OPEN_OBJECT) throw new JsonScanError(false);
    const sketched: JsonObject = {};
    const members: Member[] = [];
    scanner.eachMember((name, start) => {
      const sketch = fields.get(name);
      scanner.peek();
      const valueStart = scanner.position;
      if (sketch === undefined) scanner.skipValue();
      else sketched[name] = sketchJson(scanner, sketch);
      members.push({ name, start, valueStart, end: scanner.position });
    });
    scanner.end();
    this.members = members;
    return sketched;
  }

  /** The members that are not among the changes. Neighbours stay together, with what stands between them. */
  private runsWithout(changes: BodyChanges): Buffer[] {
    const runs: Buffer[] = [];
    let start: number | null = null;
    let end = 0;
    for (const member of this.memberList()) {
      if (!Object.hasOwn(changes, member.name)) {
        start ??= member.start;
        end = member.end;
      } else if (start !== null) {
        runs.push(this.bytes.subarray(start, end));
        start = null;
      }
    }
    if (start !== null) runs.push(this.bytes.subarray(start, end));
    return runs;
  }
}
