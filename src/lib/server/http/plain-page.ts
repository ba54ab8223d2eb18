/** Enough for a form; a page that kept more would be a way to fill the memory. */
const FIELDS_MAX = 100;

/** A page of markup that needs no part of the site: for when there is none to be had. */
export function plainPage(title: string, body: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(title)} · Hotpath</title>
<style>
body { max-width: 40rem; margin: 12vh auto; padding: 0 1.25rem; font: 1.0625rem/1.6 Georgia, serif }
label { display: block; margin-block: 1rem }
input, textarea, button { display: block; width: 100%; box-sizing: border-box; padding: .5rem; font: 1rem/1.4 system-ui, sans-serif }
textarea { min-height: 10rem; font-family: ui-monospace, monospace }
button { width: auto; padding-inline: 1rem }
</style>
</head>
<body>
<h1>${escape(title)}</h1>
${body}
</body>
</html>
`;
}

/** What was typed, to be sent again. Only passwords have to be typed again. */
export function formAgain(path: string, fields: readonly [name: string, value: string][]): string {
	const controls = fields.slice(0, FIELDS_MAX).map(([name, value]) => control(escape(name), value));
	return `<form method="POST" action="${escape(path)}">${controls.join('\n')}<button>Send again</button></form>`;
}

function control(name: string, value: string): string {
	if (/password/i.test(name)) {
		const complete = /new/i.test(name) ? 'new-password' : 'current-password';
		return `<label>Password, again<input type="password" name="${name}" autocomplete="${complete}" required></label>`;
	}
	if (!value.includes('\n')) return `<input type="hidden" name="${name}" value="${escape(value)}">`;
	// Browsers drop the first line break of a textarea.
	return `<label>What you wrote<textarea name="${name}">\n${escape(value)}</textarea></label>`;
}

export function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
