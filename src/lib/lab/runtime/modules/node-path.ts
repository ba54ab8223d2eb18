import path from 'path-browserify';
import { notHere } from '../node-errors.ts';
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

export const nodePath: LabModule = {
	names: ['node:path', 'path', 'node:path/posix', 'path/posix'],
	exports: { ...posix },
	defaultExport: posix
};
