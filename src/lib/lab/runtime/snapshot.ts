import { equals, iterableEquality, subsetEquality, wrapAssertion } from '@vitest/expect';
import { format } from '@vitest/pretty-format';
import { addSerializer, getSerializers, stripSnapshotIndentation } from '@vitest/snapshot';
import * as chai from 'chai';
import { requireTask } from './current.ts';

/**
 * Inline snapshots, written and compared as Vitest does. Snapshots in files are refused: a judge
 * stores nothing, so they would always be new and always pass.
 */
export function addSnapshotSerializer(serializer: Parameters<typeof addSerializer>[0]): void {
	addSerializer(serializer);
}

export function SnapshotMatchers(
	{ Assertion }: { Assertion: { prototype: object } },
	utils: typeof chai.util
): void {
	const add = (name: string, match: (assertion: object, args: unknown[]) => void) => {
		const method = wrapAssertion(
			utils as Parameters<typeof wrapAssertion>[0],
			name,
			function (this: object, ...args: unknown[]) {
				if (utils.flag(this, 'negate')) throw new Error(`${name} cannot be used with "not"`);
				match(this, args);
			}
		);
		utils.addMethod(Assertion.prototype as never, name, method as never);
	};
	const objectOf = (assertion: object): unknown => utils.flag(assertion, 'object');
	add('toMatchInlineSnapshot', (assertion, args) => compare(assertion, objectOf(assertion), args));
	add('toThrowErrorMatchingInlineSnapshot', (assertion, args) =>
		compare(assertion, thrownBy(objectOf(assertion), Boolean(utils.flag(assertion, 'promise'))), args)
	);
	for (const name of [
		'toMatchSnapshot',
		'matchSnapshot',
		'toMatchFileSnapshot',
		'toThrowErrorMatchingSnapshot'
	]) {
		add(name, () => {
			throw new Error(
				`${name}() needs a stored snapshot, and there are none here; write toMatchInlineSnapshot() with the value.`
			);
		});
	}
}

function thrownBy(value: unknown, isPromise: boolean): unknown {
	if (typeof value !== 'function') {
		if (isPromise) return value;
		throw new Error(`expected must be a function, received ${typeof value}`);
	}
	try {
		value();
	} catch (error) {
		return error;
	}
	throw new chai.AssertionError("snapshot function didn't throw");
}

function compare(assertion: object, value: unknown, args: readonly unknown[]): void {
	const [first, second] = args;
	const [properties, inline] = typeof first === 'string' ? [undefined, first] : [first, second];
	const name = requireTask('A snapshot').fullTestName;
	const received = serialized(properties === undefined ? value : merged(value, properties, name));
	if (typeof inline !== 'string') {
		throw new Error(
			`This snapshot is empty. Write the value into the check:\n\n${shown(received).replaceAll('`', '\\`')}`
		);
	}
	const expected = stripSnapshotIndentation(inline);
	if (expected.trim() === received.trim()) return;
	const message = chai.util.flag(assertion as never, 'message');
	throw new chai.AssertionError(
		`${typeof message === 'string' ? `${message}: ` : ''}Snapshot \`${name} 1\` mismatched`,
		{ actual: shown(received), expected: shown(expected.trim()), showDiff: true }
	);
}

/** What properties ask for stands in the snapshot in their place. */
function merged(value: unknown, properties: unknown, name: string): unknown {
	if (!equals(value, properties, [iterableEquality, subsetEquality])) {
		throw new chai.AssertionError(`Snapshot properties mismatched: \`${name} 1\``, {
			actual: value,
			expected: properties,
			showDiff: true
		});
	}
	return mergedDeep(value, properties);
}

function mergedDeep(target: unknown, source: unknown): unknown {
	if (!isPlain(target) || !isPlain(source)) return source;
	const result: Record<string, unknown> = { ...target };
	for (const key of Object.keys(source)) {
		const [own, asked] = [Reflect.get(target, key), Reflect.get(source, key)];
		result[key] = isPlain(asked) && !('$$typeof' in asked) ? mergedDeep(own, asked) : asked;
	}
	return Array.isArray(target) ? Object.assign([...target], result) : result;
}

function isPlain(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function serialized(value: unknown): string {
	const text = format(value, {
		escapeRegex: true,
		indent: 2,
		plugins: getSerializers(),
		printFunctionName: false,
		printBasicPrototype: false,
		escapeString: false
	}).replace(/\r\n|\r/g, '\n');
	return text.includes('\n') ? `\n${text}\n` : text;
}

function shown(text: string): string {
	return text.length > 2 && text.startsWith('\n') && text.endsWith('\n') ? text.slice(1, -1) : text;
}
