import type { Plugin } from 'rolldown';
import typescript from 'typescript';
import { bundleScript, ownGlobal } from './bundle-script.ts';
import { pgInTheLab } from './pg-in-the-lab.ts';
import { sharedWithPrelude } from './shared-with-prelude.ts';

/** The packages that programs import, as one script: see lab/runtime/libraries. */
export function bundleLibraries(entry: string): Promise<string> {
	return bundleScript(
		entry,
		[
			sharedWithPrelude(),
			pgInTheLab(),
			englishOnly(),
			ownGlobal(isOfZod),
			failuresOfProperties(),
			lockedClasses()
		],
		// RxJS keeps a build with classes beside one for engines of 2009.
		{ conditionNames: ['es2015', 'browser', 'import', 'default'] }
	);
}

/** Zod keeps its configuration on the global object, for copies of itself to find. */
function isOfZod(id: string): boolean {
	return /node_modules\/zod\//.test(id);
}

/** Zod brings its messages in fifty languages; programs here speak one. */
function englishOnly(): Plugin {
	return {
		name: 'english-only',
		load: (id) =>
			/node_modules\/zod\/v4\/locales\/index\.js$/.test(id)
				? `export { default as en } from './en.js';`
				: null
	};
}

/**
 * Most classes of a library are exported by no name, and any instance leads to its prototype: that of
 * `fc.integer()` could make all integers nought. So each class tells the lockdown of itself as it is made.
 */
function lockedClasses(): Plugin {
	return {
		name: 'locked-classes',
		transform(code, id) {
			if (!/node_modules\//.test(id) || !/\bclass\b/.test(code)) return null;
			const source = typescript.createSourceFile(id, code, typescript.ScriptTarget.ESNext, false);
			const places: number[] = [];
			const visit = (node: typescript.Node): void => {
				if (typescript.isClassLike(node)) places.push(node.members.pos);
				typescript.forEachChild(node, visit);
			};
			visit(source);
			// Hono's routers put a method made for their routes in the place of `match`; programs wrap `query` of a client.
			const isOpen = /hono\/dist\/router\/|node_modules\/(?:pg|pg-pool)\//.test(id);
			let text = code;
			for (const place of places.toSorted((a, b) => b - a))
				text = `${text.slice(0, place)} static { lockLater(this, ${isOpen}); }${text.slice(place)}`;
			return `const lockLater = globalThis.__lockLater;\n${text}`;
		}
	};
}

/**
 * A property that does not hold is a wrong answer, not an error while running. What would change all
 * properties at once, those of the checks too, is refused.
 */
function failuresOfProperties(): Plugin {
	const thrown = 'const error = new SError(errorMessage, { cause: out.errorInstance });';
	const configured = 'function configureGlobal(parameters) {';
	return {
		name: 'failures-of-properties',
		transform(code, id) {
			if (!/node_modules\/fast-check\/lib\/fast-check\.js$/.test(id)) return null;
			for (const part of [thrown, configured]) {
				if (!code.includes(part)) throw new Error(`fast-check has changed: look for '${part}' again.`);
			}
			return `const assertionFailed = globalThis.__assertionFailed;\n${code
				.replace(thrown, `${thrown}\n\tassertionFailed(error);`)
				.replace(
					configured,
					`${configured}\n\tthrow new Error('fc.configureGlobal is not available here: give the parameters to fc.assert.');`
				)}`;
		}
	};
}
