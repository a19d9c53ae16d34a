export type Log = (line: string) => void;

// A reader that goes away (`npm start | head`) must not end the launcher.
process.stdout.on('error', () => {});

/** Writes one line for the person at the console. */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
