import type { CompiledFile } from './compile.ts';
import type { SourceMap } from './source-map.ts';

/**
 * Files of checks may use `describe`, `test`, `expect` … as globals, as Jest has them and Vitest can.
 * They get what they use and do not declare by an import on their first line; no other file can see
 * these names. Which framework is meant is read from what else the file uses.
 */
export function withCheckGlobals(file: CompiledFile): CompiledFile {
	const code = file.code.replace(COMMENTS, (comment) => comment.replace(/[^\n]/g, ' '));
	const declared = declaredIn(code);
	const isMissing = (name: string) => !declared.has(name) && usesName(code, name);
	const isOfJest = !usesName(code, 'vi') && !/\bfrom\s*['"]vitest['"]/.test(code) && IS_OF_JEST.test(code);
	const names = [...COMMON, ...(isOfJest ? OF_JEST : OF_VITEST)].filter(isMissing);
	if (names.length === 0) return file;
	const prefix = `import { ${names.join(', ')} } from '${isOfJest ? '@jest/globals' : 'vitest'}'; `;
	return { ...file, code: prefix + file.code, map: shifted(file.map, prefix.length) };
}

const COMMON = ['describe', 'test', 'it', 'expect', 'beforeAll', 'afterAll', 'beforeEach', 'afterEach'];
const OF_JEST = ['jest', 'xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'];
const OF_VITEST = [
	...[
		'suite',
		'vi',
		'vitest',
		'assert',
		'chai',
		'expectTypeOf',
		'assertType',
		'onTestFinished',
		'onTestFailed'
	],
	...['aroundEach', 'aroundAll']
];
const IS_OF_JEST =
	/['"]@jest\/globals['"]|(?<![.\w$])(?:jest\s*\.|(?:xit|xtest|xdescribe|fit|fdescribe)\s*[.(`]|done\s*=>)|\(\s*done\s*\)\s*(?:=>|\{)/;
const COMMENTS = /^[ \t]*\/\/.*$|\/\*[\s\S]*?\*\//gm;

function usesName(code: string, name: string): boolean {
	return new RegExp(`(?<![.\\w$'"])${name}(?![\\w$'"])`).test(code);
}

/** Names of imports and of what a line declares; one too many costs less than one declared twice. */
function declaredIn(code: string): Set<string> {
	const names = new Set<string>();
	const clauses = [
		...code.matchAll(/(?:^|;)[ \t]*import\b([^'"();]*?)\bfrom\b/gm),
		...code.matchAll(/^(?:export\s+)?(?:const|let|var)\s+([[{][^=]*?[\]}])\s*=/gm),
		...code.matchAll(/^(?:export\s+)?(?:const|let|var|(?:async\s+)?function\*?|class)\s+([\w$]+)/gm)
	];
	for (const [, clause = ''] of clauses) {
		for (const part of clause.split(/[,{}[\]]/)) {
			const name = part
				.trim()
				.split(/\s+as\s+|\s*:\s*/)
				.at(-1);
			if (name) names.add(name.trim());
		}
	}
	return names;
}

/** The first line begins later than its author wrote it. */
function shifted(map: SourceMap | null, length: number): SourceMap {
	return {
		sourcePlace(place) {
			const own = place.line === 1 ? { line: 1, column: place.column - length } : place;
			if (own.column < 1) return null;
			return map ? map.sourcePlace(own) : own;
		}
	};
}
