import type ts from 'typescript';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { CompiledFile, CompileFault } from './compile.ts';
import type { CompilerOptions } from './compiler-options.ts';
import { followAwait } from './follow-await.ts';
import { lazySourceMap, placeAt } from './source-map.ts';

type TypeScript = typeof ts;

/**
 * TypeScript's own way from a file to JavaScript: for what sucrase does not know, and to say what
 * is wrong with a file that it could not parse. Loaded when the first such file comes.
 */
export async function transpile(
	path: string,
	source: string,
	options: CompilerOptions
): Promise<Result<CompiledFile, CompileFault>> {
	const typescript = await loadTypeScript();
	if (typescript === null) return refuse({ message: UNAVAILABLE, location: null });
	try {
		return transpileWith(typescript, path, source, options);
	} catch (error) {
		// Parsers recurse; how deep the host lets them is no part of the language.
		const isTooDeep = error instanceof RangeError;
		const message = isTooDeep ? 'it is nested too deeply.' : `the compiler failed on it: ${String(error)}`;
		return refuse({ message, location: null });
	}
}

let loading: Promise<TypeScript | null> | undefined;

/** Null where it cannot be had now, as in a page without a network; the next file asks again. */
function loadTypeScript(): Promise<TypeScript | null> {
	loading ??= import('typescript').then(
		(module) => module.default,
		() => {
			loading = undefined;
			return null;
		}
	);
	return loading;
}

/** Of files that need TypeScript, and of those that could not be parsed without it. */
export const UNAVAILABLE =
	"it has a mistake, or something that only TypeScript's own compiler understands, and that could not be loaded. Check your connection, or look for an unfinished line.";

function transpileWith(
	typescript: TypeScript,
	path: string,
	source: string,
	options: CompilerOptions
): Result<CompiledFile, CompileFault> {
	const refused = refusedNode(typescript, path, source);
	if (refused)
		return refuse({ message: refused.message, location: { path, ...placeAt(source, refused.at) } });
	const compilerOptions = optionsFor(typescript, options);
	const { outputText, sourceMapText, diagnostics } = typescript.transpileModule(source, {
		fileName: path,
		reportDiagnostics: true,
		compilerOptions,
		...(options.followsAwait ? { transformers: { before: [followAwait(typescript)] } } : {})
	});
	const [first] = diagnostics ?? [];
	if (first) {
		const message = `${typescript.flattenDiagnosticMessageText(first.messageText, ' ')}`;
		const location = first.start === undefined ? null : { path, ...placeAt(source, first.start) };
		return refuse({ message, location });
	}
	const code = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
	const { mappings }: { mappings: string } = JSON.parse(sourceMapText ?? '{"mappings":""}');
	return ok({ path, source, code, map: lazySourceMap(code, source, () => mappings) });
}

/** The engine has the language of 2024; everything newer is written in its terms. */
function optionsFor(typescript: TypeScript, options: CompilerOptions): ts.CompilerOptions {
	return {
		target: typescript.ScriptTarget.ES2024,
		module: typescript.ModuleKind.ESNext,
		moduleDetection: typescript.ModuleDetectionKind.Force,
		newLine: typescript.NewLineKind.LineFeed,
		sourceMap: true,
		experimentalDecorators: options.experimentalDecorators,
		useDefineForClassFields: options.useDefineForClassFields
	};
}

/** What has no meaning here, with the words to say so. */
function refusedNode(
	typescript: TypeScript,
	path: string,
	source: string
): { message: string; at: number } | null {
	const file = typescript.createSourceFile(path, source, typescript.ScriptTarget.ESNext, false);
	for (const statement of file.statements) {
		if (typescript.isExportAssignment(statement) && statement.isExportEquals === true)
			return {
				message: '`export =` does not run here; write `export default`.',
				at: statement.getStart(file)
			};
		if (
			typescript.isImportEqualsDeclaration(statement) &&
			!statement.isTypeOnly &&
			typescript.isExternalModuleReference(statement.moduleReference)
		) {
			const { text } = statement.name;
			const message = `\`import ${text} = require()\` does not run here; write \`import ${text} from\`.`;
			return { message, at: statement.getStart(file) };
		}
	}
	return jsxIn(typescript, path, source);
}

function jsxIn(typescript: TypeScript, path: string, source: string): { message: string; at: number } | null {
	if (!source.includes('</') && !source.includes('/>')) return null;
	const asTsx = path.replace(/\.[cm]?([jt])sx?$/, '.$1sx');
	const file = typescript.createSourceFile(asTsx, source, typescript.ScriptTarget.ESNext, false);
	const find = (node: ts.Node): ts.Node | undefined =>
		typescript.isJsxElement(node) ||
		typescript.isJsxSelfClosingElement(node) ||
		typescript.isJsxFragment(node)
			? node
			: typescript.forEachChild(node, find);
	const found = find(file);
	const message = 'JSX does not run here: there is no page to draw it on. Write plain functions and objects.';
	return found ? { message, at: found.getStart(file) } : null;
}
