import { append } from './host.ts';
import { prefixOf, type Names } from './inspect-names.ts';

/**
 * An error as its name and message, and which of its keys are worth showing beside them. Node prints
 * the stack here; the machine shows where it was thrown in its own way, so the frames are left out.
 */
export function errorParts(
	error: Error,
	names: Names,
	keys: readonly PropertyKey[]
): { text: string; keys: PropertyKey[] } {
	const name = textOf(error, 'name') ?? 'Error';
	const message = textOf(error, 'message') ?? '';
	const shown = keys.filter((key) => key !== 'stack' && key !== 'message' && key !== 'name');
	for (const key of ['cause', 'errors']) {
		if (Object.hasOwn(error, key) && !shown.includes(key)) append(shown, key);
	}
	const called = improved(name, names);
	return { text: message === '' ? called : `${called}: ${message}`, keys: shown };
}

/** The class has the better name where it did not set one. */
function improved(name: string, names: Names): string {
	if (names.constructorName !== null && !name.endsWith('Error')) return name;
	const prefix = prefixOf(names, 'Error').slice(0, -1);
	return name === prefix ? name : prefix.includes(name) ? prefix : `${prefix} [${name}]`;
}

function textOf(error: Error, key: 'name' | 'message'): string | null {
	try {
		const text: unknown = error[key];
		return typeof text === 'string' ? text : null;
	} catch {
		return null;
	}
}
