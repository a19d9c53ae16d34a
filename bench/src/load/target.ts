/** Where requests go. */
export type Route = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** A request that is sent over and over. */
export type Target = Route & { readonly body: string };
