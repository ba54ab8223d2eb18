import type { InspectedValue } from '../../domain/report.ts';
import { append } from './host.ts';
import { inspect, printed } from './inspect.ts';

/**
 * The two values an assertion compared, as texts for a diff by lines: when one of them takes several
 * lines, so does the other. Getters are not read, and what is shown is bounded.
 */
export function comparedTexts(
	error: object,
	lengthMax: number
): { expected: string | null; actual: string | null } {
	const [expected, actual] = [side(error, 'expected'), side(error, 'actual')];
	if (!expected && !actual) return { expected: null, actual: null };
	if (expected?.value === undefined && actual?.value === undefined) return { expected: null, actual: null };
	const texts = [expected, actual].map((one) => one && plainText(one.value));
	const isLong = texts.some((text) => text?.includes('\n'));
	const [expectedText, actualText] = [expected, actual].map((one, index) => {
		const text = isLong && one ? overLines(one.value) : texts[index];
		return text?.slice(0, lengthMax) ?? null;
	});
	return { expected: expectedText ?? null, actual: actualText ?? null };
}

function side(error: object, key: string): { value: unknown } | null {
	const descriptor = Object.getOwnPropertyDescriptor(error, key);
	return descriptor && 'value' in descriptor ? { value: descriptor.value } : null;
}

/** A text of several lines is shown as it is; another one in quotes. */
function plainText(value: unknown): string {
	return typeof value === 'string' && value.includes('\n') ? value : printed(value);
}

function overLines(value: unknown): string {
	if (typeof value === 'string') return plainText(value);
	return treeText(inspect(value), '');
}

function treeText(value: InspectedValue, indent: string): string {
	const { text, entries, omittedCount = 0 } = value;
	if (!entries || entries.length === 0) return inlineText(value);
	const [open, close] = text.endsWith(']') ? ['[', ']'] : ['{', '}'];
	const inner = `${indent}  `;
	const isList = value.kind === 'array';
	const isMap = !isList && text.startsWith('Map(');
	const lines = entries.map(
		({ key, value: item }) =>
			`${inner}${isList ? '' : isMap ? `${key} => ` : `${key}: `}${treeText(item, inner)},`
	);
	if (omittedCount > 0) append(lines, `${inner}… ${omittedCount} more`);
	return `${text.slice(0, text.indexOf(open))}${open}\n${lines.join('\n')}\n${indent}${close}`;
}

function inlineText(value: InspectedValue): string {
	if (value.kind !== 'string') return value.text;
	return value.text.includes("'")
		? JSON.stringify(value.text)
		: `'${value.text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}'`;
}
