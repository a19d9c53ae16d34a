import { localUrl } from '../config/dialable-host.js';
import type { GeneratedPassword } from '../services/generated-password.js';

export type BannerFacts = {
  readonly startSeconds: number;
  readonly host: string;
  readonly apiPort: number;
  readonly adminPort: number;
  readonly generated: GeneratedPassword | undefined;
  readonly isAuthOn: boolean;
  readonly isAdminPasswordGiven: boolean;
  readonly postgres: string;
  readonly redis: string;
  readonly logs: string;
  readonly isDemoOn: boolean;
};

/** What is printed once everything serves. */
export function formatBanner(facts: BannerFacts): string {
  const gateway = localUrl(facts.host, facts.apiPort);
  const rows = [
    ['Gateway', `${gateway}/v1`],
    ['Dashboard', `${localUrl(facts.host, facts.adminPort)}/`],
    ['Sign in', signIn(facts)],
    ['Postgres', facts.postgres],
    ['Redis', facts.redis],
    ['Logs', facts.logs],
  ].map(([label = '', value]) => `  ${label.padEnd(11)}${value}`);
  return [
    '',
    `Switchyard is ready (${facts.startSeconds.toFixed(1)} s)`,
    '',
    ...rows,
    ...(facts.isDemoOn ? demoRequest(gateway) : []),
    '',
    'Press Ctrl-C to stop.',
    '',
  ].join('\n');
}

/** The one time a generated password is told. */
export function formatPassword({ username, password }: GeneratedPassword): string {
  return `${username} / ${password}   (generated, shown only this once)`;
}

function signIn({ generated, isAuthOn, isAdminPasswordGiven }: BannerFacts): string {
  if (generated) return formatPassword(generated);
  if (!isAuthOn) return 'not needed (AUTH_ENABLED=false)';
  return isAdminPasswordGiven
    ? 'admin password was set by ADMIN_PASSWORD'
    : 'admin password was set at first start';
}

function demoRequest(gateway: string): string[] {
  return [
    '',
    '  Try it; the demo model needs no key:',
    '',
    `  curl -N ${gateway}/v1/chat/completions -H 'Content-Type: application/json' \\`,
    `    -d '{"model":"demo","stream":true,"messages":[{"role":"user","content":"Hello"}]}'`,
  ];
}
