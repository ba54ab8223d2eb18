import path from 'node:path';
import type { Plugin } from 'rolldown';

const LAB = path.resolve(import.meta.dirname, '../../lab');
const OF_PRELUDE = /^(?:kernel|scenario|runtime(?!\/libraries))\//;

/**
 * The libraries script is evaluated after the prelude in the same realm. Of the kernel and the runtime it
 * takes what is there (lab/runtime/shared.ts): a second copy would have a clock and a network of its own.
 */
export function sharedWithPrelude(): Plugin {
	return {
		name: 'shared-with-prelude',
		load(id) {
			const name = path.relative(LAB, id).replaceAll(path.sep, '/');
			if (!OF_PRELUDE.test(name)) return null;
			return {
				code: `const shared = globalThis.__shared[${JSON.stringify(name)}];
					if (!shared) throw new Error(${JSON.stringify(`lab/${name} is not in lab/runtime/shared.ts`)});
					module.exports = shared;`,
				moduleType: 'js'
			};
		}
	};
}
