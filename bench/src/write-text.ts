/** To the terminal. */
export const writeText = (text: string): void => void process.stdout.write(text);
