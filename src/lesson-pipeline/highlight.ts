import { createCssVariablesTheme, createHighlighter, type Highlighter } from 'shiki';

/**
 * Highlights code as lines of `<i class="k">…</i>`, HTML-escaped, joined by newlines.
 *
 * Classes instead of inline colours keep a lesson small and let both colour schemes share one
 * text. Unknown languages come back escaped and plain.
 */
export async function highlight(code: string, language: string): Promise<string> {
	const highlighter = await loadHighlighter();
	const lang = LANGUAGES.find((known) => known === language) ?? 'text';
	const { tokens } = highlighter.codeToTokens(code.replace(/\n$/, ''), { lang, theme: 'hotpath' });
	return tokens.map(lineHtml).join('\n');
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** One letter for each role that Shiki's variables theme knows; styled in ui/styles/code.css. */
const CLASS_BY_ROLE: Record<string, string> = {
	keyword: 'k',
	string: 's',
	'string-expression': 's',
	comment: 'c',
	constant: 'n',
	function: 'f',
	parameter: 'p',
	punctuation: 'q',
	link: 'l'
};

const LANGUAGES = [
	'ts',
	'js',
	'json',
	'bash',
	'sql',
	'yaml',
	'java',
	'python',
	'go',
	'rust',
	'csharp',
	'html'
] as const;

let loading: Promise<Highlighter> | undefined;

function loadHighlighter(): Promise<Highlighter> {
	loading ??= createHighlighter({
		themes: [createCssVariablesTheme({ name: 'hotpath', variablePrefix: '--code-', fontStyle: false })],
		langs: [...LANGUAGES]
	});
	return loading;
}

/** Neighbouring tokens of one role share an element; white space joins whatever stands before it. */
function lineHtml(tokens: { content: string; color?: string }[]): string {
	const runs: { role: string; text: string }[] = [];
	for (const { content, color } of tokens) {
		const role = CLASS_BY_ROLE[/--code-token-([a-z-]+)/.exec(color ?? '')?.[1] ?? ''] ?? '';
		const last = runs.at(-1);
		if (last && (last.role === role || content.trim() === '')) last.text += content;
		else runs.push({ role, text: content });
	}
	return runs
		.map(({ role, text }) => (role ? `<i class="${role}">${escapeHtml(text)}</i>` : escapeHtml(text)))
		.join('');
}
