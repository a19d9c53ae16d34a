/**
 * Checks everything a deployment is made of: k8s/ (every overlay), docker-compose.yml and docker/Dockerfile.
 * Prints one line per problem and exits with 1 if there is any.
 *
 * Overlays are rendered by `kubectl kustomize` where kubectl is on the PATH. Elsewhere the files are read as they
 * stand, which leaves out what patches and most transformers of an overlay do; the closing line says which of the two
 * happened. Usage: node tools/checks/manifests.mjs [--without-kubectl]
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCompose } from './manifests/compose.mjs';
import { documentedSecretKeys, documentedVariables } from './manifests/documented.mjs';
import { checkImage } from './manifests/image.mjs';
import { hasKubectl, readOverlays } from './manifests/overlays.mjs';
import { checkReferences } from './manifests/references.mjs';
import { checkSchema } from './manifests/schema.mjs';
import { checkVariables } from './manifests/variables.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const withKubectl = !process.argv.includes('--without-kubectl') && hasKubectl();

const problems = [];
const { overlays, problems: readProblems } = readOverlays(root, withKubectl);
problems.push(...readProblems);

const secretKeys = documentedSecretKeys(root);
for (const { name, objects, sources } of overlays) {
  const found = [];
  // The sources too: what this overlay replaces may be wrong for the next one.
  for (const object of new Set([...objects, ...sources])) found.push(...(await checkSchema(object)));
  found.push(...checkReferences(objects, secretKeys));
  problems.push(...[...new Set(found)].map((problem) => `k8s/overlays/${name}: ${problem}`));
}

const compose = checkCompose(root);
problems.push(...compose.problems);
problems.push(
  ...checkVariables({ overlays, compose: compose.services, documented: documentedVariables(root), root }),
);
problems.push(...checkImage(root, compose.services));

const objectCount = overlays.reduce((sum, { objects }) => sum + objects.length, 0);
const how = withKubectl ? 'rendered by kubectl kustomize' : 'read as they stand, without kubectl';
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(
  `manifests: ${objectCount} objects of ${overlays.length} overlay(s) ${how}, ` +
    `${compose.services.size} compose services: ${problems.length} problem(s)\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
