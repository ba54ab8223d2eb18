import type ts from 'typescript';
import type { ExerciseSource } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import { completeFiles } from '../../domain/submittable-files.ts';
import { HIDDEN_CHECKS, SCHEDULE_CHECKS, VISIBLE_CHECKS } from '../run-submission.ts';
import { compilerOptions, DEFAULT_LIBRARY, resolveModules } from './type-program.ts';
import { TYPE_CHECKS } from './type-report.ts';
import { librariesIn } from '../../sandbox/libraries.ts';
import { lintChecks } from '../lint/lint-checks.ts';
import type { Declarations } from './warm-service.ts';
import { sampleFolder } from '../reading/parse-samples.ts';
import type { SourceFault } from '../source-fault.ts';

/** A file as the program sees it, and where an instructor finds it. */
interface VirtualFile {
	text: string;
	/** `starter/chain.ts`, `checks/visible.ts`. */
	source: string;
	/** The sample it stands beside; null beside the starter. */
	sample: string | null;
}

/**
 * Gate 2: starter, checks, figure and samples compile, each sample with the checks beside it, as
 * a learner's files stand in the machine. One program for all of them, so that the types of the
 * language are read once.
 */
export function typeFaultsOf(
	typescript: typeof ts,
	declarations: Declarations,
	source: ExerciseSource
): SourceFault[] {
	const files = layout(source);
	const program = programOf(typescript, files, declarations);
	const faults: SourceFault[] = [];
	const namedBesideStarter = new Set<string>();

	for (const [name, file] of files) {
		const parsed = program.getSourceFile(name);
		if (!parsed) continue;
		const diagnostics = [
			...program.getSyntacticDiagnostics(parsed),
			...program.getSemanticDiagnostics(parsed)
		];
		for (const diagnostic of diagnostics) {
			// What is wrong with a check itself is wrong beside every sample, and said once.
			const key = `${file.source}:${diagnostic.start}`;
			if (file.sample === null) namedBesideStarter.add(key);
			else if (namedBesideStarter.has(key)) continue;
			faults.push(typeFault(typescript, diagnostic, parsed, file));
		}
		if (file.sample === null && file.source.startsWith('checks/')) {
			faults.push(...lintChecks(typescript, program.getTypeChecker(), parsed, file.source));
		}
	}
	return faults;
}

/** Each set of files stands at a root of its own, with the checks below it. */
function layout(source: ExerciseSource): Map<string, VirtualFile> {
	const files = new Map<string, VirtualFile>();
	const place = (root: string, tree: FileTree, sourceOf: (path: string) => string, sample: string | null) => {
		for (const [path, text] of Object.entries(tree))
			files.set(`${root}/${path}`, { text, source: sourceOf(path), sample });
	};
	const checks = {
		[VISIBLE_CHECKS]: source.visibleChecks,
		[HIDDEN_CHECKS]: source.hiddenChecks,
		...(source.scheduleChecks !== '' && { [SCHEDULE_CHECKS]: source.scheduleChecks })
	};
	const ours = source.figure === null ? checks : { ...checks, 'figure.ts': source.figure };

	place('/starter', source.starter, (path) => `starter/${path}`, null);
	place('/starter', ours, (path) => path, null);
	for (const sample of source.samples.filter(({ verdict }) => verdict !== 'compile_error')) {
		const folder = sampleFolder(sample);
		const sourceOf = (path: string) =>
			Object.hasOwn(sample.files, path) ? `${folder}/${path}` : `starter/${path}`;
		place(`/${folder}`, completeFiles(source.starter, sample.files), sourceOf, folder);
		place(`/${folder}`, ours, (path) => path, folder);
		// Beside a mistake about types they are meant not to compile.
		if (sample.verdict !== 'accepted' || source.typeChecks === '') continue;
		place(`/${folder}`, { [TYPE_CHECKS]: source.typeChecks }, (path) => path, folder);
	}
	return files;
}

function typeFault(
	typescript: typeof ts,
	diagnostic: ts.Diagnostic,
	parsed: ts.SourceFile,
	file: VirtualFile
): SourceFault {
	const line = parsed.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
	const message = typescript.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
	const isOursBesideASample = file.sample !== null && !file.source.startsWith('submissions/');
	return isOursBesideASample
		? {
				gate: 2,
				file: file.sample ?? '',
				line: null,
				message: `${file.source}:${line} does not compile with it: ${message}`
			}
		: { gate: 2, file: file.source, line, message };
}

function programOf(
	typescript: typeof ts,
	files: ReadonlyMap<string, VirtualFile>,
	{ libraries, lab, libraryTypes }: Declarations
): ts.Program {
	const options = compilerOptions(typescript);
	const imported = librariesIn([...files.values()].map(({ text }) => text).join('\n'));
	const types = new Map<string, string>([
		...Object.entries(lab).map(([path, text]) => [`/types/${path}`, text] as const),
		...imported.map((library) => [`/types/library-${library}.d.ts`, libraryTypes(library)] as const)
	]);
	const language = parsedLibraries(typescript, libraries);
	const textOf = (name: string) => files.get(name)?.text ?? types.get(name);

	const host: ts.CompilerHost = {
		getSourceFile: (name, version) => {
			const text = textOf(name);
			return text === undefined ? language(name) : typescript.createSourceFile(name, text, version, true);
		},
		fileExists: (name) => textOf(name) !== undefined || Object.hasOwn(libraries, name.replace(LIBRARIES, '')),
		readFile: textOf,
		getDefaultLibFileName: () => LIBRARIES + DEFAULT_LIBRARY,
		getDefaultLibLocation: () => LIBRARIES,
		getCurrentDirectory: () => '/',
		getCanonicalFileName: (name) => name,
		useCaseSensitiveFileNames: () => true,
		getNewLine: () => '\n',
		writeFile: () => undefined,
		resolveModuleNameLiterals: (literals, containing) =>
			resolveModules(typescript, (file) => files.has(file), literals, containing)
	};
	return typescript.createProgram({ rootNames: [...files.keys(), ...types.keys()], options, host });
}

const LIBRARIES = '/lib/';

/** The language's own declarations are the same for every exercise: read once for who gave them. */
const parsedOf = new WeakMap<FileTree, Map<string, ts.SourceFile>>();

function parsedLibraries(
	typescript: typeof ts,
	libraries: FileTree
): (name: string) => ts.SourceFile | undefined {
	const parsed = parsedOf.get(libraries) ?? new Map<string, ts.SourceFile>();
	parsedOf.set(libraries, parsed);
	return (name) => {
		const text = libraries[name.replace(LIBRARIES, '')];
		const known = parsed.get(name);
		if (known || text === undefined) return known;
		const file = typescript.createSourceFile(name, text, typescript.ScriptTarget.ES2024, true);
		parsed.set(name, file);
		return file;
	};
}
