import path from 'node:path';
import type { Plugin } from 'rolldown';
import { bundleScript, ownGlobal } from './bundle-script.ts';

/** What runs inside the machine, as one script. */
export function bundlePrelude(entry: string): Promise<string> {
	return bundleScript(entry, [ownProcess(entry), codedErrors(), ownGlobal(isOfVitest), brandedMatchers()]);
}

function isOfVitest(id: string): boolean {
	return /node_modules\/(@vitest|chai)\//.test(id) || /lab\/runtime\/expect\.ts$/.test(id);
}

/** Streams take their `process` from a package of that name; here it is the machine's own. */
function ownProcess(entry: string): Plugin {
	return {
		name: 'own-process',
		resolveId: (id) => (id === 'process/' ? path.join(path.dirname(entry), 'process.ts') : null)
	};
}

/** The errors of Node's Buffer have codes; those of the package that stands for it have none. */
function codedErrors(): Plugin {
	const coded = `function coded(error, code) { error.code = code; return error; }`;
	return {
		name: 'coded-errors',
		transform(code, id) {
			if (!/node_modules\/buffer\/index\.js$/.test(id)) return null;
			const withCodes = code
				.replace(/throw new RangeError\(([^\n]*)\)$/gm, "throw coded(new RangeError($1), 'ERR_OUT_OF_RANGE')")
				.replace(
					/throw new TypeError\(([^\n]*)\)$/gm,
					"throw coded(new TypeError($1), 'ERR_INVALID_ARG_TYPE')"
				)
				.replace(/throw new (Range|Type)Error\(\n([^)]*)\n\s*\)$/gm, (_whole, kind, text) => {
					const name = kind === 'Range' ? 'ERR_OUT_OF_RANGE' : 'ERR_INVALID_ARG_TYPE';
					return `throw coded(new ${kind}Error(${text}), '${name}')`;
				});
			return `${coded}\n${withCodes}`;
		}
	};
}

/**
 * Vitest takes anything with an `asymmetricMatch` function for a matcher, so an answer could bring
 * its own and match everything. Here only its own matchers are.
 */
function brandedMatchers(): Plugin {
	const unbranded = '"asymmetricMatch" in obj && isA("Function", obj.asymmetricMatch)';
	return {
		name: 'branded-matchers',
		transform(code, id) {
			if (!/@vitest\/expect\/dist\/index\.js$/.test(id)) return null;
			if (!code.includes(unbranded))
				throw new Error('@vitest/expect has changed: look at isAsymmetric again.');
			// What `expect.extend` throws is an assertion, too: a wrong answer, not an error while running.
			const thrown = 'class JestExtendError extends Error';
			if (!code.includes(thrown))
				throw new Error('@vitest/expect has changed: look at JestExtendError again.');
			return code
				.replace(unbranded, 'obj instanceof AsymmetricMatcher')
				.replace(thrown, 'class JestExtendError extends chai.AssertionError');
		}
	};
}
