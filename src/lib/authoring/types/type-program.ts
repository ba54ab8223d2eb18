import type ts from 'typescript';

/**
 * How learners' code is compiled, wherever the server looks at its types. The editor is as strict, and
 * knows later editions of the language, too.
 */
export function compilerOptions(typescript: typeof ts): ts.CompilerOptions {
	return {
		strict: true,
		noEmit: true,
		skipLibCheck: true,
		target: typescript.ScriptTarget.ES2024,
		lib: [DEFAULT_LIBRARY],
		types: [],
		module: typescript.ModuleKind.ESNext,
		moduleResolution: typescript.ModuleResolutionKind.Bundler,
		moduleDetection: typescript.ModuleDetectionKind.Force,
		allowImportingTsExtensions: true
	};
}

/** What the machine has: the language, and neither a browser nor Node. */
export const DEFAULT_LIBRARY = 'lib.es2024.d.ts';

/**
 * A relative name is a file that stands exactly there, as in the machine. All others are declared
 * by the lab's own types, or unknown.
 */
export function resolveModules(
	typescript: typeof ts,
	has: (file: string) => boolean,
	literals: readonly { text: string }[],
	containing: string
): { resolvedModule: ts.ResolvedModuleFull | undefined }[] {
	return literals.map(({ text }) => {
		const target = text.startsWith('.') ? new URL(text, `file://${containing}`).pathname : '';
		return {
			resolvedModule: has(target)
				? { resolvedFileName: target, extension: typescript.Extension.Ts }
				: undefined
		};
	});
}
