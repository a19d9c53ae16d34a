import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const KUSTOMIZATION = 'kustomization.yaml';

export const hasKubectl = () =>
  spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;

/** The objects of every directory in k8s/overlays, and what is wrong with the files themselves. */
export function readOverlays(root, withKubectl) {
  const problems = [];
  const visited = new Set();
  const overlays = [];
  for (const name of listDirectories(join(root, 'k8s/overlays'))) {
    const directory = join(root, 'k8s/overlays', name);
    // Read in both modes: this is also how a file that no overlay uses is noticed.
    const read = readKustomization(directory, { root, problems, visited });
    const objects = withKubectl ? render(directory, { root, problems }) : read;
    overlays.push({ name, objects, sources: read });
  }
  if (overlays.length === 0) problems.push('k8s/overlays: there is no overlay to check');
  for (const file of listYamlFiles(join(root, 'k8s'))) {
    if (!visited.has(file)) problems.push(`${relative(root, file)}: no overlay uses this file`);
  }
  return { overlays, problems };
}

function render(directory, { root, problems }) {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', directory], { encoding: 'utf8' });
  if (status === 0) return parse(stdout, `${relative(root, directory)} (rendered)`, problems);
  problems.push(
    `${relative(root, directory)}: kubectl kustomize failed: ${stderr.trim().replaceAll(/\s+/g, ' ')}`,
  );
  return [];
}

/** What a kustomization is made of. Of its transformers only `images` is applied, the one every overlay has. */
function readKustomization(directory, context) {
  const { root, problems, visited } = context;
  const file = join(directory, KUSTOMIZATION);
  if (!existsSync(file)) {
    problems.push(`${relative(root, file)}: is missing`);
    return [];
  }
  visited.add(file);
  const [kustomization = {}] = parse(readFileSync(file, 'utf8'), relative(root, file), problems);
  const objects = [];
  for (const resource of kustomization.resources ?? [])
    objects.push(...readResource(directory, resource, context));
  for (const generator of kustomization.configMapGenerator ?? []) addConfigMap(objects, generator);
  for (const image of kustomization.images ?? []) setImage(objects, image);
  return objects;
}

function readResource(directory, resource, context) {
  const { root, problems, visited } = context;
  const path = resolve(directory, resource);
  if (!existsSync(path)) {
    problems.push(`${relative(root, join(directory, KUSTOMIZATION))}: resource ${resource} does not exist`);
    return [];
  }
  if (statSync(path).isDirectory()) return readKustomization(path, context);
  visited.add(path);
  return parse(readFileSync(path, 'utf8'), relative(root, path), problems);
}

function addConfigMap(objects, { name, literals = [] }) {
  const data = Object.fromEntries(literals.map((literal) => literal.split(/=(.*)/s, 2)));
  const existing = objects.find((object) => object.kind === 'ConfigMap' && object.metadata.name === name);
  if (existing) Object.assign(existing.data, data);
  else objects.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}

function setImage(objects, { name, newName = name, newTag, digest }) {
  const image = digest ? `${newName}@${digest}` : `${newName}:${newTag ?? 'latest'}`;
  for (const container of objects.flatMap((object) => object.spec?.template?.spec?.containers ?? [])) {
    if (container.image === name) container.image = image;
  }
}

/** Kubernetes reads YAML 1.1, where `no` is false and 0440 is octal. */
function parse(text, label, problems) {
  const documents = parseAllDocuments(text, { version: '1.1' });
  for (const { errors } of documents) {
    for (const error of errors) problems.push(`${label}: ${error.message.split('\n', 1)[0]}`);
  }
  return documents.map((document) => document.toJS()).filter((object) => object !== null);
}

const listDirectories = (directory) =>
  existsSync(directory)
    ? readdirSync(directory, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];

const listYamlFiles = (directory) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? dirname(entry.path), entry.name));
