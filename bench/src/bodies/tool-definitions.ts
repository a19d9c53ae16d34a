const text = (description: string) => ({ type: 'string', description });
const count = (description: string) => ({ type: 'integer', minimum: 0, description });

const properties: Readonly<Record<string, object>> = {
  path: text('Absolute path of the file. Must be inside of the workspace; "~" is not expanded.'),
  pattern: text('Regular expression in the syntax of ripgrep, e.g. "log\\\\.(warn|error)\\\\(".'),
  offset: count('Line to begin with, counted from 1.'),
  limit: count('How many lines or results to return at most.'),
  new_text: text('What takes the place of the old text. Indentation must be kept exactly.'),
  command: text('Command line for bash. Quote paths with blanks: cd "/tmp/my folder".'),
  timeout_ms: { type: 'integer', minimum: 0, maximum: 600_000, description: 'Default 120000.' },
  mode: { type: 'string', enum: ['content', 'files_with_matches', 'count'], description: 'What to return.' },
  edits: {
    type: 'array',
    description: 'Edits that are made in this order, all or none.',
    items: {
      type: 'object',
      properties: { old_text: { type: 'string' }, new_text: { type: 'string' }, all: { type: 'boolean' } },
      required: ['old_text', 'new_text'],
      additionalProperties: false,
    },
  },
};

/** The tools a coding assistant brings along: name, and the parameters each takes, the first of which it needs. */
const parametersByTool: Readonly<Record<string, readonly string[]>> = {
  read_file: ['path', 'offset', 'limit'],
  write_file: ['path', 'new_text'],
  edit_file: ['path', 'edits'],
  list_folder: ['path', 'limit'],
  find_files: ['pattern', 'path', 'limit'],
  search_text: ['pattern', 'path', 'mode', 'limit', 'offset'],
  run_command: ['command', 'timeout_ms'],
  run_in_background: ['command'],
  read_output: ['offset', 'limit', 'pattern'],
  stop_command: ['timeout_ms'],
  run_tests: ['pattern', 'path', 'timeout_ms'],
  show_diff: ['path'],
  commit_changes: ['new_text'],
  create_branch: ['new_text'],
  read_web_page: ['path', 'limit'],
  search_web: ['pattern', 'limit'],
  read_notebook: ['path', 'offset'],
  edit_notebook: ['path', 'edits', 'offset'],
  write_plan: ['new_text'],
  ask_user: ['new_text', 'mode'],
};

export const toolDefinitions: readonly object[] = Object.entries(parametersByTool).map(
  ([name, parameters]) => ({
    type: 'function',
    function: {
      name,
      description:
        `Use ${name} for its one purpose and prefer it to a command that does the same. It fails when a ` +
        'parameter is missing or the path leads out of the workspace, and then says why. Results longer than ' +
        '30,000 characters are cut in the middle. Calls that do not depend on each other can be made at once.',
      parameters: {
        type: 'object',
        properties: Object.fromEntries(parameters.map((parameter) => [parameter, properties[parameter]])),
        required: parameters.slice(0, 1),
        additionalProperties: false,
      },
    },
  }),
);
