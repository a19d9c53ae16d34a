import { nameOf } from './name-of.mjs';
import { environmentOf, findByName, hasPort } from './workloads.mjs';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

/** One pod template: its references, its time to stop and its restrictions. */
export function checkPod(workload, objects, secretKeys) {
  const { object, pod, containers } = workload;
  const found = [
    ...missingAccount(pod, objects),
    ...missingVolumeSources(pod, objects, secretKeys),
    ...containers.flatMap((container) => [
      ...missingSources(container, objects, secretKeys),
      ...missingVolumes(container, pod),
      ...wrongProbes(container, object),
      ...unrestricted(container, pod),
      ...looseImage(container),
      ...shortGracePeriod(container, pod, objects),
    ]),
  ];
  return found.map((problem) => `${nameOf(object)}: ${problem}`);
}

const missingAccount = ({ serviceAccountName }, objects) =>
  serviceAccountName === undefined || findByName(objects, 'ServiceAccount', serviceAccountName)
    ? []
    : [`ServiceAccount ${serviceAccountName} does not exist`];

/** A Secret may come from outside, but then docs/deployment.md says what is in it. */
function missingKeys(kind, name, keys, { objects, secretKeys }) {
  const existing = findByName(objects, kind, name);
  if (existing) {
    const data = { ...existing.data, ...existing.stringData };
    return keys.filter((key) => !(key in data)).map((key) => `${kind} ${name} has no key ${key}`);
  }
  if (kind !== 'Secret' || !secretKeys.has(name))
    return [`${kind} ${name} does not exist${kind === 'Secret' ? ' and is not in docs/deployment.md' : ''}`];
  return keys
    .filter((key) => !secretKeys.get(name).has(key))
    .map((key) => `key ${key} of Secret ${name} is not in docs/deployment.md`);
}

function missingSources({ env = [], envFrom = [] }, objects, secretKeys) {
  const references = [
    ...env.flatMap(({ valueFrom }) => [
      ['ConfigMap', valueFrom?.configMapKeyRef],
      ['Secret', valueFrom?.secretKeyRef],
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ['ConfigMap', configMapRef],
      ['Secret', secretRef],
    ]),
  ].filter(([, reference]) => reference !== undefined);
  return references.flatMap(([kind, { name, key }]) =>
    missingKeys(kind, name, key === undefined ? [] : [key], { objects, secretKeys }),
  );
}

const missingVolumeSources = ({ volumes = [] }, objects, secretKeys) =>
  volumes.flatMap(({ secret, configMap }) => {
    const source = secret ?? configMap;
    if (!source) return [];
    const keys = (source.items ?? []).map(({ key }) => key);
    return missingKeys(secret ? 'Secret' : 'ConfigMap', source.secretName ?? source.name, keys, {
      objects,
      secretKeys,
    });
  });

/** Mounts without a volume, and files a variable points at that no mount brings. */
function missingVolumes({ volumeMounts = [], env = [] }, { volumes = [] }) {
  const problems = volumeMounts
    .filter((mount) => !volumes.some(({ name }) => name === mount.name))
    .map((mount) => `mounts a volume ${mount.name} that does not exist`);
  const paths = new Set(
    volumeMounts.flatMap(({ name, mountPath }) => {
      const items = volumes.find((volume) => volume.name === name)?.secret?.items ?? [];
      return [mountPath, ...items.map(({ path }) => `${mountPath}/${path}`)];
    }),
  );
  for (const { name, value } of env) {
    if (/_(FILE|DIR)$/.test(name) && !paths.has(value))
      problems.push(`${name} is ${value}, which nothing mounts`);
  }
  return problems;
}

function wrongProbes(container, { kind }) {
  if (kind === 'Job') return [];
  return PROBES.flatMap((probe) => {
    const request = container[probe]?.httpGet;
    if (request === undefined) return [`container ${container.name} has no ${probe}`];
    return hasPort(container, request.port)
      ? []
      : [`${probe} asks port ${request.port}, which ${container.name} has not`];
  });
}

function unrestricted(container, pod) {
  const own = container.securityContext ?? {};
  const rules = {
    'run as non-root': (own.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) === true,
    'have a read-only root file system': own.readOnlyRootFilesystem === true,
    'be unable to gain privileges': own.allowPrivilegeEscalation === false,
    'drop all capabilities': own.capabilities?.drop?.includes('ALL') === true,
    'have the seccomp profile RuntimeDefault': pod.securityContext?.seccompProfile?.type === 'RuntimeDefault',
    'get no token for the API': pod.automountServiceAccountToken === false,
    'request CPU': container.resources?.requests?.cpu !== undefined,
    'request memory': container.resources?.requests?.memory !== undefined,
    'have a memory limit': container.resources?.limits?.memory !== undefined,
  };
  return Object.entries(rules)
    .filter(([, holds]) => !holds)
    .map(([rule]) => `container ${container.name} must ${rule}`);
}

/** What runs must not change by itself. */
const looseImage = ({ name, image }) =>
  /(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/.test(image ?? '')
    ? []
    : [`container ${name} has no image with a fixed tag`];

function shortGracePeriod(container, { terminationGracePeriodSeconds = 30 }, objects) {
  const shutdownMs = Number(environmentOf(container, objects).get('SHUTDOWN_TIMEOUT_MS') ?? 0);
  const [command, seconds] = container.lifecycle?.preStop?.exec?.command ?? [];
  const preStopMs = command === 'sleep' ? Number(seconds) * 1_000 : 0;
  return terminationGracePeriodSeconds * 1_000 > shutdownMs + preStopMs
    ? []
    : [
        `terminationGracePeriodSeconds is not above preStop and SHUTDOWN_TIMEOUT_MS (${preStopMs + shutdownMs} ms)`,
      ];
}
