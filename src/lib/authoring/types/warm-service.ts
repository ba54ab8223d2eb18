import type ts from 'typescript';
import type { FileTree } from '../../domain/files.ts';
import { librariesIn, type Library } from '../../sandbox/libraries.ts';
import { compilerOptions, DEFAULT_LIBRARY, resolveModules } from './type-program.ts';

/** Where the files of a request stand. */
export const ROOT = '/files/';

/** The declarations every program is compiled against. */
export interface Declarations {
	/** TypeScript's own, by file name: `lib.es2024.d.ts` and what it refers to. */
	libraries: FileTree;
	/** The machine's globals and modules. */
	lab: FileTree;
	/** The declarations of a library: read when a file imports it. */
	libraryTypes: (library: Library) => string;
}

/** A compiler that keeps what it has read: the next files cost only what is different in them. */
export interface WarmService {
	/** Takes other files for the ones before. */
	show: (files: FileTree) => void;
	program: () => ts.Program;
	/** Of one of the files shown: what is no TypeScript, and what does not fit. */
	diagnostics: (path: string) => ts.Diagnostic[];
}

export function createWarmService(
	typescript: typeof ts,
	{ libraries, lab, libraryTypes }: Declarations
): WarmService {
	const fixed = new Map<string, string>([
		...Object.entries(libraries).map(([name, text]) => [`/lib/${name}`, text] as const),
		...Object.entries(lab).map(([name, text]) => [`/types/${name}`, text] as const)
	]);
	const labNames = Object.keys(lab).map((name) => `/types/${name}`);
	const libraryNames = new Set<string>();
	let shown = new Map<string, { text: string; version: string }>();
	let versionsCount = 0;
	const textOf = (name: string) => shown.get(name)?.text ?? fixed.get(name);

	const host: ts.LanguageServiceHost = {
		getCompilationSettings: () => compilerOptions(typescript),
		getScriptFileNames: () => [
			...labNames,
			...libraryNames,
			...[...shown.keys()].filter((name) => name.endsWith('.ts'))
		],
		getScriptVersion: (name) => shown.get(name)?.version ?? '0',
		getScriptSnapshot: (name) => {
			const text = textOf(name);
			return text === undefined ? undefined : typescript.ScriptSnapshot.fromString(text);
		},
		getProjectVersion: () => String(versionsCount),
		getCurrentDirectory: () => '/',
		getDefaultLibFileName: () => `/lib/${DEFAULT_LIBRARY}`,
		useCaseSensitiveFileNames: () => true,
		fileExists: (name) => textOf(name) !== undefined,
		readFile: textOf,
		resolveModuleNameLiterals: (literals, containing) =>
			resolveModules(typescript, (name) => shown.has(name), literals, containing)
	};
	const service = typescript.createLanguageService(host);

	return {
		show(files) {
			versionsCount += 1;
			libraryNames.clear();
			for (const library of librariesIn(Object.values(files).join('\n'))) {
				const name = `/types/library-${library}.d.ts`;
				if (!fixed.has(name)) fixed.set(name, libraryTypes(library));
				libraryNames.add(name);
			}
			shown = new Map(
				Object.entries(files).map(([path, text]) => {
					const before = shown.get(ROOT + path);
					return [ROOT + path, before?.text === text ? before : { text, version: String(versionsCount) }];
				})
			);
		},
		program() {
			const program = service.getProgram();
			if (!program) throw new Error('The compiler made no program.');
			return program;
		},
		diagnostics(path) {
			const broken = service.getSyntacticDiagnostics(ROOT + path);
			return broken.length > 0 ? broken : service.getSemanticDiagnostics(ROOT + path);
		}
	};
}
