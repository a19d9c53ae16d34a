import { nameOf } from './name-of.mjs';
import { checkPod } from './pod.mjs';
import { hasPort, listWorkloads } from './workloads.mjs';

/** What a schema cannot see: whether the objects of one overlay fit together. */
export function checkReferences(objects, secretKeys) {
  const workloads = listWorkloads(objects);
  return [
    ...duplicates(objects),
    ...workloads.flatMap((workload) => checkPod(workload, objects, secretKeys)),
    ...workloads.flatMap(checkOwnSelectors),
    ...ofKind(objects, 'Service').flatMap((service) => checkService(service, workloads)),
    ...ofKind(objects, 'PodDisruptionBudget').flatMap((budget) =>
      checkSelector(budget, budget.spec.selector, workloads),
    ),
    ...checkNetworkPolicies(ofKind(objects, 'NetworkPolicy'), workloads),
  ];
}

const ofKind = (objects, kind) => objects.filter((object) => object.kind === kind);

function duplicates(objects) {
  const names = objects.map(nameOf);
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name}: exists twice`);
}

/** Pods that a label selector selects. An empty one selects all. */
const select = (matchLabels, workloads) =>
  workloads.filter(({ labels }) =>
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value),
  );

function checkSelector(object, selector, workloads) {
  if (selector?.matchExpressions)
    return [`${nameOf(object)}: matchExpressions are not understood by this check`];
  const selected = select(selector?.matchLabels, workloads);
  return selected.length > 0 ? [] : [`${nameOf(object)}: its selector matches no pod`];
}

function checkOwnSelectors(workload) {
  const { object, pod } = workload;
  const problems = [];
  if (object.kind !== 'Job' && select(object.spec.selector?.matchLabels, [workload]).length === 0) {
    problems.push(`${nameOf(object)}: its selector does not match the labels of its own pods`);
  }
  for (const { labelSelector } of pod.topologySpreadConstraints ?? []) {
    if (select(labelSelector?.matchLabels, [workload]).length === 0) {
      problems.push(
        `${nameOf(object)}: a topologySpreadConstraint does not match the labels of its own pods`,
      );
    }
  }
  return problems;
}

function checkService(service, workloads) {
  const selected = select(service.spec.selector, workloads);
  if (selected.length === 0) return [`${nameOf(service)}: its selector matches no pod`];
  // A selector that is too wide sends requests to pods that cannot answer them.
  if (selected.length > 1)
    return [`${nameOf(service)}: its selector matches ${selected.map(({ object }) => nameOf(object))}`];
  return (service.spec.ports ?? [])
    .map(({ targetPort, port }) => targetPort ?? port)
    .filter((port) => !selected[0].containers.some((container) => hasPort(container, port)))
    .map((port) => `${nameOf(service)}: port ${port} is not a port of ${nameOf(selected[0].object)}`);
}

function checkNetworkPolicies(policies, workloads) {
  const problems = policies.flatMap((policy) => checkSelector(policy, policy.spec.podSelector, workloads));
  for (const policy of policies) {
    const selected = select(policy.spec.podSelector?.matchLabels, workloads);
    const ports = (policy.spec.ingress ?? []).flatMap((rule) => rule.ports ?? []).map(({ port }) => port);
    for (const { object, containers } of selected) {
      for (const port of ports) {
        if (containers.some((container) => hasPort(container, port))) continue;
        problems.push(`${nameOf(policy)}: port ${port} is not a port of ${nameOf(object)}`);
      }
    }
  }
  return [...problems, ...unguardedWorkloads(policies, workloads), ...openDoors(policies)];
}

/** Pods that no policy for ingress selects accept connections from everywhere. */
const unguardedWorkloads = (policies, workloads) => {
  const closing = policies.filter(({ spec }) => spec.policyTypes?.includes('Ingress'));
  const guarded = new Set(closing.flatMap(({ spec }) => select(spec.podSelector?.matchLabels, workloads)));
  return workloads
    .filter((workload) => !guarded.has(workload))
    .map(({ object }) => `${nameOf(object)}: no NetworkPolicy restricts who may connect to it`);
};

/** A rule without `from`, or with an empty one, or with an empty peer, lets everyone in. */
const openDoors = (policies) =>
  policies
    .filter(({ spec }) => (spec.ingress ?? []).some(({ from }) => !from?.length || from.some(isEveryone)))
    .map((policy) => `${nameOf(policy)}: admits connections from everywhere`);

const isEveryone = ({ namespaceSelector, podSelector, ipBlock }) =>
  ipBlock
    ? /\/0$/.test(ipBlock.cidr)
    : namespaceSelector !== undefined &&
      isEmpty(namespaceSelector) &&
      (podSelector === undefined || isEmpty(podSelector));

const isEmpty = (selector) => Object.keys(selector ?? {}).length === 0;
