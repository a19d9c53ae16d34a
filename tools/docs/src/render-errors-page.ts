import { errorCatalogue, type Fault } from '@switchyard/domain';

const faultTexts: Readonly<Record<Fault, string>> = {
  caller: 'the request',
  endpoint: 'the endpoint behind the model',
  credential: "the key or quota stored for the endpoint, which is the operator's to mend",
  gateway: 'this gateway',
};

/** docs/errors.md, from the error catalogue. */
export function renderErrorsPage(): string {
  const faults = Object.entries(faultTexts).map(([fault, text]) => `- \`${fault}\`: ${text}`);
  const rows = Object.entries(errorCatalogue).map(
    ([code, { status, fault, remedy }]) => `| \`${code}\` | ${status} | ${fault} | ${remedy} |`,
  );
  return `# Errors of the gateway

Errors come in the shape of the API that was called; in OpenAI's, \`error.code\` is the code below and \`error.type\`
tells the fault in OpenAI's words. Every answer carries \`x-request-id\`, by which it is found in the log; inference requests
whose body was taken in are in the ledger too, under the same id. This page is generated from the code (\`node tools/docs/dist/write-docs.js\`), and a test keeps it true.

Whose fault an error is:

${faults.join('\n')}

| Code | Status | Fault | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}

An \`upstream_rejected\` keeps the endpoint's own status, \`type\`, \`code\` and \`param\`, since clients act on codes such as
\`context_length_exceeded\`. Once a stream has begun, an error is told inside it: one event with \`error\`, and no end marker
after it.
`;
}
