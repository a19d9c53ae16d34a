import type { Environment } from './process-environment.js';

const YES = ['true', '1', 'yes', 'on'];
const NO = ['false', '0', 'no', 'off'];

/** Reads typed values out of an environment and collects every problem instead of stopping at the first. */
export class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** An empty variable counts as unset: that is how compose files and CI pass "nothing". */
  text(variable: string): string | undefined {
    const value = this.environment[variable]?.trim();
    return value === '' ? undefined : value;
  }

  boolean(variable: string, fallback: boolean): boolean {
    const value = this.text(variable)?.toLowerCase();
    if (value === undefined) return fallback;
    if (YES.includes(value)) return true;
    if (NO.includes(value)) return false;
    this.problems.push(`${variable} must be true or false, not "${value}"`);
    return fallback;
  }

  port(variable: string, fallback: number): number {
    const value = this.text(variable);
    if (value === undefined) return fallback;
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
    this.problems.push(`${variable} must be a port number from 0 to 65535, not "${value}"`);
    return fallback;
  }

  choice<Choice extends string>(variable: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.text(variable);
    if (value === undefined) return fallback;
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined)
      this.problems.push(`${variable} must be one of ${choices.join(', ')}, not "${value}"`);
    return choice ?? fallback;
  }

  /** The value itself stays out of the message: a store's URL holds a password. */
  url(variable: string, protocols: readonly string[]): string | undefined {
    const value = this.text(variable);
    if (value === undefined) return undefined;
    if (protocols.some((protocol) => value.startsWith(`${protocol}//`)) && URL.canParse(value)) return value;
    this.problems.push(
      `${variable} must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );
    return undefined;
  }
}
