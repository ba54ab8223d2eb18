import type * as Monaco from 'monaco-editor/editor';
import { keepsFixedText } from '../../domain/submittable-files.ts';
import { KEYBOARD_HELP, type Editor, type EditorOptions } from './editor.ts';
import { loadMonaco } from './load-monaco.ts';
import { smallestEdit } from './smallest-edit.ts';

type CodeEditor = Monaco.editor.IStandaloneCodeEditor;

/** Monaco over the static code, with the metrics of the page, so that nothing moves when it comes. */
export async function createMonacoEditor(host: HTMLElement, options: EditorOptions): Promise<Editor> {
	const monaco = await loadMonaco();
	// The measure of a letter is taken once; a font that comes later would put the cursor elsewhere.
	await document.fonts.load('14px "Hotpath Mono"');

	const models = modelsOf(monaco, options);
	const editor = monaco.editor.create(host, {
		...LOOK,
		model: models.own,
		fontFamily: getComputedStyle(host).fontFamily,
		readOnly: options.isReadOnly,
		readOnlyMessage: { value: 'These lines are fixed.' },
		ariaLabel: `${options.label}. ${KEYBOARD_HELP}`
	});

	letTabLeave(editor, monaco);
	guardFixedText(editor, options);
	// Also where a suggestion list is open: whoever presses it wants to see the result.
	editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, options.onrun);

	return {
		kind: 'monaco',
		text: () => models.own.getValue(),
		setText: (text) => replaceText(editor, models.own, text, monaco),
		focus: () => editor.focus(),
		markErrors: (marks) =>
			monaco.editor.setModelMarkers(
				models.own,
				'run',
				marks.map(({ line, column, message }) => ({
					...rangeOfWord(models.own, line, column),
					message,
					severity: monaco.MarkerSeverity.Error
				}))
			),
		reveal({ line, column }) {
			editor.setPosition({ lineNumber: line, column });
			editor.revealLineInCenterIfOutsideViewport(line);
			editor.focus();
		},
		dispose() {
			editor.dispose();
			models.dispose();
		}
	};
}

/** The options that differ from Monaco's own; a page of prose is not an IDE. */
const LOOK = {
	theme: 'hotpath',
	automaticLayout: true,
	fontSize: 14,
	lineHeight: 22,
	fontLigatures: false,
	padding: { top: 10, bottom: 10 },
	lineNumbersMinChars: 4,
	lineDecorationsWidth: 14,
	glyphMargin: false,
	folding: false,
	minimap: { enabled: false },
	scrollBeyondLastLine: false,
	overviewRulerLanes: 0,
	hideCursorInOverviewRuler: true,
	scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
	renderLineHighlight: 'none',
	bracketPairColorization: { enabled: false },
	guides: { indentation: false, bracketPairs: false },
	stickyScroll: { enabled: false },
	occurrencesHighlight: 'off',
	selectionHighlight: false,
	unicodeHighlight: { ambiguousCharacters: false },
	fixedOverflowWidgets: true,
	tabFocusMode: true,
	tabSize: 2,
	detectIndentation: true,
	quickSuggestions: { other: true, comments: false, strings: false }
} as const satisfies Monaco.editor.IStandaloneEditorConstructionOptions;

const LANGUAGES: Readonly<Record<string, string>> = {
	ts: 'typescript',
	sql: 'pgsql',
	md: 'markdown',
	yaml: 'yaml'
};

let foldersCount = 0;

/** The edited file and its siblings as models in one folder, so that imports between them are understood. */
function modelsOf(monaco: typeof Monaco, { folder, path, text, siblings }: EditorOptions) {
	foldersCount += 1;
	const uriOf = (name: string) => monaco.Uri.parse(`file:///${folder}/${foldersCount}/${name}`);
	const create = (name: string, content: string) => {
		const model = monaco.editor.createModel(
			content,
			LANGUAGES[name.split('.').at(-1) ?? ''] ?? 'plaintext',
			uriOf(name)
		);
		model.updateOptions({
			bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false }
		});
		return model;
	};
	const own = create(path, text);
	const others = Object.entries(siblings).map(([name, content]) => create(name, content));
	return {
		own,
		dispose: () => [own, ...others].forEach((model) => model.dispose())
	};
}

/**
 * Tab passes through until the learner types; from then on it indents, until Escape or the editor
 * is left. So nobody who only walks over the page by keyboard is caught.
 */
function letTabLeave(editor: CodeEditor, monaco: typeof Monaco) {
	const tabLeaves = (tabFocusMode: boolean) => editor.updateOptions({ tabFocusMode });
	editor.onDidChangeModelContent(() => {
		if (editor.hasTextFocus()) tabLeaves(false);
	});
	editor.onMouseDown(() => tabLeaves(false));
	editor.onDidBlurEditorText(() => tabLeaves(true));
	editor.addCommand(
		monaco.KeyCode.Escape,
		() => tabLeaves(true),
		'!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !renameInputVisible && !editorHasMultipleSelections'
	);
	editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM, () =>
		tabLeaves(!editor.getOption(monaco.editor.EditorOption.tabFocusMode))
	);
}

/**
 * Takes back whatever changed a fixed line: typing, pasting, many cursors, replace-all. Each change
 * is an undo step of its own there, so that only the refused one is lost.
 */
function guardFixedText(editor: CodeEditor, { fixedText, onchange, onrefuse }: EditorOptions) {
	let isUndoing = false;
	editor.onDidChangeModelContent(() => {
		const text = editor.getModel()?.getValue() ?? '';
		if (fixedText === null) return onchange(text);
		if (isUndoing) return;
		if (keepsFixedText(fixedText, text)) {
			editor.pushUndoStop();
			return onchange(text);
		}
		isUndoing = true;
		// Monaco is still inside the change it reports.
		queueMicrotask(() => {
			editor.trigger('fixed lines', 'undo', null);
			isUndoing = false;
			onrefuse();
		});
	});
}

function replaceText(
	editor: CodeEditor,
	model: Monaco.editor.ITextModel,
	text: string,
	monaco: typeof Monaco
) {
	const edit = smallestEdit(model.getValue(), text.replaceAll('\r\n', '\n'));
	const range = monaco.Range.fromPositions(model.getPositionAt(edit.from), model.getPositionAt(edit.to));
	// A read-only editor refuses its own edits; its model does not.
	model.pushStackElement();
	model.pushEditOperations(editor.getSelections() ?? [], [{ range, text: edit.text }], () => null);
	model.pushStackElement();
}

/** The word at a place, or the rest of its line: something wide enough to underline. */
function rangeOfWord(model: Monaco.editor.ITextModel, line: number, column: number) {
	const lineNumber = Math.min(Math.max(line, 1), model.getLineCount());
	const word = model.getWordAtPosition({ lineNumber, column });
	return {
		startLineNumber: lineNumber,
		endLineNumber: lineNumber,
		startColumn: word?.startColumn ?? column,
		endColumn: word?.endColumn ?? model.getLineMaxColumn(lineNumber)
	};
}
