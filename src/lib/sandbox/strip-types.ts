import { transform } from 'sucrase';
import type { SourceLocation } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import { ok, refuse } from '../domain/result.ts';

/** A file as the machine runs it, and as its author wrote it. */
export interface CompiledFile {
	path: string;
	source: string;
	code: string;
}

export interface CompileFault {
	message: string;
	location: SourceLocation | null;
}

/**
 * Takes the types out of TypeScript. Lines stay where they are, so a position in the code is a
 * position in the source but for its column: see positions.ts.
 */
export function stripTypes(path: string, source: string): Result<CompiledFile, CompileFault> {
	if (path.endsWith('.json')) return jsonModule(path, source);
	const unsupported = findUnsupported(path, source);
	if (unsupported) return refuse(unsupported);
	try {
		const { code } = transform(source, { transforms: ['typescript'], disableESTransforms: true });
		return ok({ path, source, code });
	} catch (error) {
		return refuse(faultFrom(path, error));
	}
}

/** What has a meaning at run time that taking types out would lose without a word. */
const UNSUPPORTED: [RegExp, string][] = [
	[
		/^[ \t]*(?:export\s+)?(?:declare\s+)?(?:namespace|module)\s+[\w.]+\s*\{/m,
		'Namespaces do not run here; use a module: a file with exports.'
	],
	[/^[ \t]*@[A-Za-z_$][\w$.]*(?:\([^)]*\))?\s*(?:$|export\b|class\b|@)/m, 'Decorators do not run here yet.'],
	[
		/^[ \t]*import\s+\w+\s*=\s*require\b/m,
		'`import x = require()` does not run here; write `import x from`.'
	],
	[/^[ \t]*export\s*=\s/m, '`export =` does not run here; write `export default`.']
];

/** What the engine cannot parse, in words; asked only about a line that it could not parse. */
export function unsupportedIn(line: string): string | null {
	return NOT_PARSED.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

const NOT_PARSED: [RegExp, string][] = [
	[/(?:^|[\s{;(,])@[A-Za-z_$]/, 'Decorators do not run here yet.'],
	[
		/(?:^|[\s{;])accessor[ \t]+[\w$#]+/,
		'`accessor` fields do not run here yet; write a getter and a setter.'
	],
	[/(?:^|[\s{;(])using[ \t]+[A-Za-z_$]/, '`using` does not run here yet; write `try` and `finally`.']
];

function findUnsupported(path: string, source: string): CompileFault | null {
	const code = withoutTexts(source);
	for (const [pattern, message] of UNSUPPORTED) {
		const match = pattern.exec(code);
		if (match) {
			const start = match.index + (match[0].length - match[0].trimStart().length);
			return { message, location: { path, ...placeAt(code, start) } };
		}
	}
	return null;
}

/** Blanks comments and plain strings, so that a word in them is not mistaken for code. */
function withoutTexts(source: string): string {
	return source.replace(
		/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g,
		(text) => text.replace(/[^\n]/g, ' ')
	);
}

function placeAt(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function jsonModule(path: string, source: string): Result<CompiledFile, CompileFault> {
	try {
		JSON.parse(source);
		return ok({ path, source, code: `export default ${source}` });
	} catch (error) {
		return refuse({
			message: `${path} is not JSON: ${error instanceof Error ? error.message : ''}`,
			location: null
		});
	}
}

/** Sucrase says `Error transforming x: Unexpected token (3:14)`. */
function faultFrom(path: string, error: unknown): CompileFault {
	const text = error instanceof Error ? error.message : String(error);
	const match = /^(?:Error transforming [^:]*: )?([\s\S]*?) \((\d+):(\d+)\)$/.exec(text);
	if (!match) return { message: text, location: null };
	return { message: match[1] ?? text, location: { path, line: Number(match[2]), column: Number(match[3]) } };
}
