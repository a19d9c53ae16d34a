export type NginxParts = {
  /** Blocks before the server's. */
  readonly upstreams: string;
  /** Blocks of the server. */
  readonly locations: string;
};

/** One worker, nothing logged, connections kept open for as long as a run may last, all files in the prefix. */
export const nginxConfig = (port: number, { upstreams, locations }: NginxParts): string => `
daemon off;
# One process is the worker and nothing else, so that killing it kills all.
master_process off;
worker_processes 1;
pid nginx.pid;
error_log error.log warn;
events { worker_connections 8192; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  client_max_body_size 0;
  client_body_buffer_size 2m;
  keepalive_requests 100000000;
  keepalive_timeout 3600s;
  tcp_nodelay on;
${upstreams}
  server {
    listen 127.0.0.1:${port} backlog=4096;
${locations}
  }
}
`;

/** Passes each path on to the origin that answers it, over connections that stay open. */
export function proxyParts(originByLocation: Readonly<Record<string, string>>): NginxParts {
  const entries = Object.entries(originByLocation);
  const upstreams = entries.map(
    ([, origin], index) => `
  upstream upstream_${index} {
    server ${new URL(origin).host};
    keepalive 256;
    keepalive_requests 100000000;
  }`,
  );
  const locations = entries.map(
    ([location], index) => `
    location ${location} {
      proxy_pass http://upstream_${index};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
    }`,
  );
  return { upstreams: upstreams.join('\n'), locations: locations.join('\n') };
}
