import { readFileSync } from 'node:fs';

/**
 * A registry may lack some of a package's platform binaries. npm then writes a lock without them, which fails
 * `npm ci` elsewhere or leaves a machine without its binary. Every optional platform package has to be in the lock.
 */
const readPackages = (file) =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).packages;

const packages = readPackages('package-lock.json');

const isLocked = (path, name) => {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules') - 1))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
};

const problems = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isLocked(path, name))
    .map((name) => `package-lock.json: ${name}, optional of ${path}, is missing`),
);
for (const file of ['package-lock.json', 'bench/portkey/package-lock.json']) {
  for (const [path, { resolved = '' }] of Object.entries(readPackages(file))) {
    // One registry's address in the lock would send everyone's installs there.
    if (/^https?:/.test(resolved)) problems.push(`${file}: ${path} names the address it was fetched from`);
  }
}

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`lockfile: ${Object.keys(packages).length} packages, ${problems.length} problems\n`);
process.exit(problems.length === 0 ? 0 : 1);
