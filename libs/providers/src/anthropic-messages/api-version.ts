/** The last version with parameters of sampling; later ones take away, but add nothing that is used here. */
export const API_VERSION = '2023-06-01';
