import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { parse } from 'yaml';

const FILE = 'docker-compose.yml';

/** Rules of dclint that differ from its defaults. The file is ordered for reading, shared parts first. */
const rules = {
  'service-keys-order': 0,
  'top-level-properties-order': 0,
  'require-quotes-in-ports': [1, { quoteType: 'double' }],
};

/** The compose file by its schema and dclint's rules, and against itself. Services of this repository's image only. */
export function checkCompose(root) {
  const path = join(root, FILE);
  const lint = lintFile(path);
  const text = readFileSync(path, 'utf8');
  let file;
  try {
    file = parse(text, { merge: true });
  } catch {
    // dclint has said so already.
    return { problems: lint, services: new Map() };
  }
  const all = Object.entries(file.services ?? {});
  const problems = all.flatMap(([name, service]) =>
    checkService(service, file).map((line) => `${FILE}: ${name}: ${line}`),
  );
  return {
    problems: [...lint, ...problems, ...defaultPasswords(text)],
    services: new Map(all.filter(([, { image }]) => image?.startsWith('switchyard:'))),
  };
}

const lintFile = (path) =>
  new DCLinter({ rules, quiet: false, debug: false, exclude: [] })
    .lintFiles([path], false)
    .flatMap(({ messages }) =>
      messages.map(({ line, rule, message }) => `${FILE}:${line}: ${message} (${rule})`),
    );

function checkService(service, file) {
  return [
    ...missingNames(service, file),
    ...wrongDependencies(service, file),
    ...openPorts(service),
    ...wrongPorts(service),
    ...wrongFiles(service),
    ...shortGracePeriod(service),
    ...missingLimits(service),
  ];
}

/** Passwords have no default: compose must stop and say what to set. */
const defaultPasswords = (text) =>
  [...text.matchAll(/\$\{(\w*PASSWORD\w*)([^}]*)\}/g)]
    .filter(([, , rest]) => !/^:\?.+/.test(rest))
    .map(([expression]) => `${FILE}: ${expression} must be required with a message (:?)`);

function missingNames({ volumes = [], networks = [], secrets = [] }, file) {
  const named = volumes.map((volume) => volume.split(':', 1)[0]).filter((source) => /^\w/.test(source));
  const missing = (kind, names) =>
    names
      .filter((name) => !(name in (file[kind] ?? {})))
      .map((name) => `${name} is not among the file's ${kind}`);
  return [...missing('volumes', named), ...missing('networks', networks), ...missing('secrets', secrets)];
}

function wrongDependencies({ depends_on: dependencies = {} }, { services }) {
  return Object.entries(dependencies).flatMap(([name, { condition }]) => {
    const dependency = services[name];
    if (dependency === undefined) return [`depends on ${name}, which does not exist`];
    if (condition === 'service_healthy' && !dependency.healthcheck)
      return [`waits for the health of ${name}, which has no healthcheck`];
    if (condition === 'service_completed_successfully' && dependency.restart !== 'no')
      return [`waits for the end of ${name}, which is restarted`];
    return [];
  });
}

const openPorts = ({ ports = [] }) =>
  ports
    .filter((port) => !String(port).startsWith('127.0.0.1:'))
    .map((port) => `port ${port} is not published on 127.0.0.1 only`);

/** The port a service listens on, the one its healthcheck asks and the one that is published are the same. */
function wrongPorts({ environment = {}, ports = [], healthcheck }) {
  const variable = Object.keys(environment).find((key) => key.endsWith('_PORT'));
  if (variable === undefined) return [];
  const port = String(environment[variable]);
  const problems = ports
    .filter((published) => !published.endsWith(`:${port}`))
    .map((published) => `publishes ${published}, but ${variable} is ${port}`);
  if (!healthcheck) problems.push('has no healthcheck');
  else if (healthcheck.test.at(-1) !== port)
    problems.push(`the healthcheck asks ${healthcheck.test.at(-1)}, but ${variable} is ${port}`);
  return problems;
}

/** A variable that names a file or a directory names one that is mounted. */
function wrongFiles({ environment = {}, secrets = [], volumes = [] }) {
  const paths = new Set([
    ...secrets.map((secret) => `/run/secrets/${secret}`),
    ...volumes.map((volume) => volume.split(':')[1]),
  ]);
  return Object.entries(environment)
    .filter(([name, value]) => /_(FILE|DIR)$/.test(name) && !paths.has(value))
    .map(([name, value]) => `${name} is ${value}, which nothing mounts`);
}

function shortGracePeriod({ environment = {}, stop_grace_period: period }) {
  const shutdownMs = Number(environment.SHUTDOWN_TIMEOUT_MS ?? 0);
  const periodMs = Number(/^(\d+)s$/.exec(period ?? '10s')?.[1]) * 1_000;
  return periodMs > shutdownMs
    ? []
    : [`stop_grace_period ${period} is not above SHUTDOWN_TIMEOUT_MS ${shutdownMs}`];
}

const missingLimits = ({ deploy }) => (deploy?.resources?.limits?.memory ? [] : ['has no memory limit']);
