import type * as Monaco from 'monaco-editor/editor';
import { currentScheme, onSchemeChange, readColor } from '../scheme.ts';

/**
 * Gives all Monaco editors of the page the colours of the page, and new ones when the reader
 * switches between light and dark. Called once; Monaco has one theme for all its editors.
 */
export function followPageTheme(monaco: typeof Monaco): void {
	const show = () => {
		monaco.editor.defineTheme('hotpath', themeOfPage());
		monaco.editor.setTheme('hotpath');
	};
	show();
	onSchemeChange(show);
}

function themeOfPage(): Monaco.editor.IStandaloneThemeData {
	const paper = readColor('--color-code-paper');
	const quiet = readColor('--color-ink-quiet');
	const raised = readColor('--color-raised');
	const line = readColor('--color-line');
	const ink = readColor('--color-ink');
	const bracket = readColor('--color-code-punctuation');
	return {
		base: currentScheme() === 'dark' ? 'vs-dark' : 'vs',
		inherit: true,
		rules: TOKEN_COLORS.flatMap(([token, name]) => {
			const foreground = readColor(`--color-code-${name}`).slice(1);
			return [token, `${token}.ts`, `${token}.sql`].map((each) => ({ token: each, foreground }));
		}),
		colors: {
			'editor.background': paper,
			'editor.foreground': readColor('--color-code-text'),
			'editorGutter.background': paper,
			'editorLineNumber.foreground': readColor('--color-code-line-number'),
			'editorLineNumber.activeForeground': quiet,
			'editorCursor.foreground': readColor('--color-ember'),
			'editor.selectionBackground': readColor('--color-selection'),
			'editor.lineHighlightBackground': paper,
			'editorWidget.background': raised,
			'editorWidget.foreground': ink,
			'editorWidget.border': line,
			'editorSuggestWidget.background': raised,
			'editorSuggestWidget.border': line,
			'editorSuggestWidget.foreground': ink,
			'editorSuggestWidget.selectedBackground': readColor('--color-selection'),
			'editorSuggestWidget.selectedForeground': ink,
			'editorHoverWidget.background': raised,
			'editorHoverWidget.border': line,
			'editorError.foreground': readColor('--color-wrong'),
			// Monaco colours brackets in pairs whatever the options say; on paper they are punctuation.
			...Object.fromEntries(
				[1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, bracket])
			),
			focusBorder: readColor('--color-ember')
		}
	};
}

/** Monaco's words for what a token is, and the token of the page that colours it. */
const TOKEN_COLORS = [
	['', 'text'],
	['keyword', 'keyword'],
	['string', 'string'],
	['string.escape', 'constant'],
	['comment', 'comment'],
	['number', 'constant'],
	['regexp', 'string'],
	['type', 'text'],
	['type.identifier', 'text'],
	['identifier', 'text'],
	['delimiter', 'punctuation'],
	['operator', 'punctuation'],
	['predefined', 'function']
] as const;
