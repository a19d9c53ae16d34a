import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Who may import whom, as an explicit list: what is not named is not allowed. Checked against the imports themselves
 * and against each package.json, from which nx takes its graph.
 */
const rules = {
  'libs/domain': { workspace: [], external: ['zod'], node: false },
  'libs/providers': { workspace: ['domain'], external: ['ipaddr.js', 'undici', 'zod'], node: true },
  'libs/persistence': { workspace: ['domain'], external: ['pg', 'typeorm'], node: true },
  'libs/platform': { workspace: ['domain'], node: true },
  'apps/gateway': { workspace: ['domain', 'providers', 'platform'], node: true },
  'apps/health-worker': { workspace: ['domain', 'providers', 'platform'], node: true },
  'apps/admin-api': { workspace: ['domain', 'providers', 'persistence', 'platform'], node: true },
  'apps/usage-worker': { workspace: ['domain', 'persistence', 'platform'], node: true },
  'apps/dashboard': { workspace: [], node: false },
  'tools/launcher': { workspace: [], node: true },
  'tools/testing': { workspace: ['domain', 'launcher'], node: true },
  'tools/docs': {
    workspace: ['domain', 'platform', 'gateway', 'admin-api', 'health-worker', 'usage-worker'],
    node: true,
  },
  // Its property tests alone call domain and providers; all others call services.
  e2e: { workspace: ['testing', 'domain', 'providers'], node: true },
  // It judges the services from outside, as their clients do, so it knows none of them.
  faults: { workspace: ['testing'], node: true },
  // It measures the services from outside, beside other proxies.
  bench: { workspace: ['testing'], external: ['autocannon', 'fastify', 'undici'], node: true },
};

/** What a test may import besides what its project may. */
const testImports = ['vitest', '@switchyard/testing'];
const scope = '@switchyard/';
const root = fileURLToPath(new URL('../..', import.meta.url));

const problems = [
  ...uncoveredProjects(),
  ...Object.entries(rules).flatMap(([project, rule]) => checkProject(project, rule)),
];
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`boundaries: ${Object.keys(rules).length} projects, ${problems.length} problems\n`);
process.exit(problems.length === 0 ? 0 : 1);

function uncoveredProjects() {
  const folders = ['libs', 'apps', 'tools'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}`),
  );
  return folders
    .filter((folder) => readPackage(folder) !== null && !(folder in rules))
    .map((folder) => `${folder}: has no rule in tools/checks/boundaries.mjs`);
}

function checkProject(project, rule) {
  const { dependencies = {}, devDependencies = {} } = readPackage(project) ?? {};
  const declared = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  const undue = [...declared].filter(
    (name) => name.startsWith(scope) && !rule.workspace.includes(name.slice(scope.length)),
  );
  return [
    ...undue.map((name) => `${project}/package.json: must not depend on ${name}`),
    ...sourceFiles(join(root, project, 'src')).flatMap((file) => checkFile(rule, declared, file)),
  ];
}

function checkFile(rule, declared, file) {
  const isTest = /\.(spec|int-spec|e2e-spec)\.tsx?$/.test(file);
  return importedPackages(readFileSync(file, 'utf8'))
    .filter((name) => !(isTest && (testImports.includes(name) || isNodeModule(name))))
    .flatMap((name) => {
      const reason = refusal(name, rule, declared);
      return reason ? [`${file.slice(root.length)}: ${reason}`] : [];
    });
}

function refusal(name, rule, declared) {
  if (isNodeModule(name)) return rule.node ? null : `must not import ${name}`;
  if (name.startsWith(scope) && !rule.workspace.includes(name.slice(scope.length)))
    return `must not import ${name}`;
  if (rule.external && !name.startsWith(scope) && !rule.external.includes(name))
    return `must not import ${name}`;
  return declared.has(name) ? null : `imports ${name}, which its package.json does not name`;
}

function importedPackages(text) {
  const statements =
    /^\s*(?:import|export)\s[^'"]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\('([^']+)'\)/gm;
  const specifiers = [...text.matchAll(statements)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic);
  return [...new Set(specifiers.filter((specifier) => !specifier.startsWith('.')).map(packageOf))];
}

function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function isNodeModule(name) {
  return name.startsWith('node:') || builtinModules.includes(name);
}

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readPackage(folder) {
  try {
    return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  } catch {
    return null;
  }
}
