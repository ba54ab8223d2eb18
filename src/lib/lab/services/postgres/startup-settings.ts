/** What the start-up message says beside who connects: settings of the session, by their names. */
const NAMED = ['statement_timeout', 'lock_timeout'];

/**
 * As statements; empty when there are none. `options` is what libpq calls so: `-c search_path=shop`.
 * https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
 */
export function settingsOf(parameters: Readonly<Record<string, string | undefined>>): string {
	const settings: [string, string][] = [];
	for (const name of NAMED) {
		const value = parameters[name];
		if (value !== undefined) settings.push([name, value]);
	}
	for (const [, name = '', value = ''] of (parameters['options'] ?? '').matchAll(OPTION))
		settings.push([name.replaceAll('-', '_'), value.replace(/\\(.)/g, '$1')]);
	return settings.map(([name, value]) => `SET ${name} = '${value.replaceAll("'", "''")}';`).join(' ');
}

/** `-c name=value`, `-cname=value`, `--name=value`; a backslash keeps a blank. */
const OPTION = /(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\s\\])*)/g;
