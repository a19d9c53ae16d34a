/**
 * Asks the service in this container whether it can serve, and exits with 0 or 1. In Node, because the image has
 * neither curl nor wget. Usage: node docker/healthcheck.mjs <port>
 */
const TIMEOUT_MS = 4_000;

const answer = await fetch(`http://127.0.0.1:${process.argv[2]}/health/ready`, {
  signal: AbortSignal.timeout(TIMEOUT_MS),
}).catch(() => null);
process.exitCode = answer?.ok ? 0 : 1;
