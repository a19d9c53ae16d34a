const WARN = 40;
const ERROR = 50;
const FATAL = 60;
const WARN_OR_ABOVE = /"level":\s*[4-9]\d/;

type LogRecord = {
  readonly level: number;
  readonly time?: unknown;
  readonly msg?: unknown;
  readonly err?: unknown;
};

/** A service's log line for the console; undefined when it is nothing a person needs to see. */
export function formatLogLine(service: string, line: string): string | undefined {
  // A busy gateway logs thousands of lines a second; hardly any is worth parsing.
  if (line.trim() === '' || (line.startsWith('{"') && !WARN_OR_ABOVE.test(line))) return undefined;
  const record = parseRecord(line);
  // Plain lines come from Node itself: a crash must not be silent.
  if (record === undefined) return `${service}  ${line}`;
  if (record.level < WARN) return undefined;
  const message = [text(record.msg), errorMessage(record)].filter((part) => part !== '').join(': ');
  return `${clock(record.time)}${levelName(record.level)}  ${service}  ${message}`;
}

function parseRecord(line: string): LogRecord | undefined {
  try {
    const record: unknown = JSON.parse(line);
    return typeof (record as LogRecord).level === 'number' ? (record as LogRecord) : undefined;
  } catch {
    return undefined;
  }
}

function errorMessage({ err, msg }: LogRecord): string {
  const message = text((err as { message?: unknown } | undefined)?.message);
  return message === text(msg) ? '' : message;
}

function levelName(level: number): string {
  if (level >= FATAL) return 'FATAL';
  return level >= ERROR ? 'ERROR' : 'WARN ';
}

function clock(time: unknown): string {
  const date = new Date(typeof time === 'number' || typeof time === 'string' ? time : Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : `${date.toTimeString().slice(0, 8)}  `;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
