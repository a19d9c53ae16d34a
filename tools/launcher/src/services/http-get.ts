import { get } from 'node:http';

/** Not `fetch`, which refuses ports that browsers block, such as 5061 and 6000, though a service may well listen there. */
export function httpGet(
  url: string,
  signal: AbortSignal,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, body }));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
