import loader from '@monaco-editor/loader';
import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
// register.all of 0.57 forgets it: without this line the first editor of a page has no completion.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/pgsql/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/yaml/register';
import * as typescript from 'monaco-editor/languages/features/typescript/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker?worker';
import { AMBIENT_TYPES, newLibraryTypes } from './ambient-types.ts';
import { followPageTheme } from './monaco-theme.ts';

/**
 * Monaco, loaded once for the page from our own files, with one TypeScript worker for all editors.
 * Importing this file costs two megabytes; only `monaco-editor.ts` does, and that is itself lazy.
 */
export function loadMonaco(): Promise<typeof monaco> {
	loading ??= start();
	return loading;
}

let loading: Promise<typeof monaco> | undefined;

async function start(): Promise<typeof monaco> {
	self.MonacoEnvironment = {
		getWorker: (_workerId: string, label: string) =>
			label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker()
	};
	loader.config({ monaco });
	await loader.init();

	const { typescriptDefaults } = typescript;
	const options = {
		target: typescript.ScriptTarget.ESNext,
		module: typescript.ModuleKind.ESNext,
		strict: true,
		noEmit: true,
		allowNonTsExtensions: true,
		allowImportingTsExtensions: true,
		lib: ['esnext'],
		types: []
	};
	// Bundler and Force are newer than Monaco's list of them. Force: two editors may both declare `x`.
	typescriptDefaults.setCompilerOptions(
		Object.assign(options, { moduleResolution: 100, moduleDetection: 3 })
	);
	typescriptDefaults.setEagerModelSync(true);
	for (const { uri, text } of AMBIENT_TYPES) typescriptDefaults.addExtraLib(text, uri);

	monaco.editor.onDidCreateModel(followLibraries);
	followPageTheme(monaco);
	return monaco;
}

/** A file that imports a library gets its declarations: as it is opened, and as it is written. */
function followLibraries(model: monaco.editor.ITextModel): void {
	const add = async () => {
		for (const { uri, text } of await newLibraryTypes(model.getValue()))
			typescript.typescriptDefaults.addExtraLib(text, uri);
	};
	void add();
	model.onDidChangeContent(() => void add());
}
