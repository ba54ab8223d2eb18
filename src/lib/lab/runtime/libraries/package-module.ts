import type { LabModule } from '../modules/lab-module.ts';

/** A namespace as a module of the machine. Without a `default` of its own it has none here either. */
export function packageModule(
	names: LabModule['names'],
	namespace: object,
	more: Pick<LabModule, 'openClasses' | 'statefulObjects'> = {}
): LabModule {
	const exports = Object.fromEntries(Object.entries(namespace));
	const hasDefault = Object.hasOwn(exports, 'default');
	return { names, exports, hasNoDefault: !hasDefault, defaultExport: exports.default, ...more };
}
