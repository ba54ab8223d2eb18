import path from 'path-browserify';
import { invalidArgument, notHere } from '../node-errors.ts';
import type { LabModule } from './lab-module.ts';

/** `node:path` for POSIX paths, from `path-browserify`; Windows paths are refused by name. */
const win32 = new Proxy(
	{},
	{
		get(_target, name) {
			if (typeof name === 'string' && name in path)
				throw notHere(`path.win32.${name}`, 'Paths are POSIX here.');
			return undefined;
		}
	}
);

const matchesGlob = () => {
	throw notHere('path.matchesGlob');
};

const posix = Object.assign(path, { matchesGlob, win32, toNamespacedPath: (name: string) => name });
posix.posix = posix;
for (const name of [
	'join',
	'resolve',
	'normalize',
	'isAbsolute',
	'dirname',
	'basename',
	'extname',
	'parse',
	'relative'
]) {
	const base: (...args: unknown[]) => unknown = Reflect.get(posix, name);
	const checked = (...args: unknown[]) => {
		const wrong = args.find((part, index) => typeof part !== 'string' && !(index > 0 && part === undefined));
		if (wrong !== undefined || args[0] === undefined) expectText(name, args, wrong);
		return Reflect.apply(base, posix, args);
	};
	Reflect.set(posix, name, Object.defineProperty(checked, 'name', { value: name }));
}

function expectText(name: string, args: readonly unknown[], wrong: unknown): void {
	const takesNone = args.length === 0 && (name === 'join' || name === 'resolve');
	if (!takesNone) throw invalidArgument('path', 'of type string', wrong);
}

export const nodePath: LabModule = {
	names: ['node:path', 'path', 'node:path/posix', 'path/posix'],
	exports: { ...posix },
	defaultExport: posix
};
