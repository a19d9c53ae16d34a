/** One try to reach something on an endpoint, told to the operator as it went. */
export type Attempt = { readonly url: string; readonly status: number | null; readonly error: string | null };
