import { inspected } from './inspect.ts';
import { append, defineOn } from './host.ts';
import { diffOf, textOfDiff } from './line-diff.ts';

/** What `node:assert` throws, with the messages Node gives. */
export interface Failure {
	actual?: unknown;
	expected?: unknown;
	operator?: string;
	message?: unknown;
}

export class AssertionError extends Error {
	/** What no foreign object can have, whatever is done to `instanceof`. */
	readonly #isOurs = true;
	readonly code = 'ERR_ASSERTION';
	generatedMessage: boolean;
	actual: unknown;
	expected: unknown;
	operator: string;
	constructor({ actual, expected, operator = 'fail', message }: Failure) {
		super(messageOf(operator, actual, expected, message));
		defineOn(this, 'name', 'AssertionError');
		this.generatedMessage = message === undefined || message === null || message === '';
		this.actual = actual;
		this.expected = expected;
		this.operator = operator;
	}
	static isOurs(value: unknown): value is AssertionError {
		return typeof value === 'object' && value !== null && #isOurs in value && value.#isOurs;
	}
	override toString(): string {
		return `${this.name} [${this.code}]: ${this.message}`;
	}
}

const SENTENCES: Record<string, string> = {
	deepStrictEqual: 'Expected values to be strictly deep-equal:',
	partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
	strictEqual: 'Expected values to be strictly equal:',
	strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
	deepEqual: 'Expected values to be loosely deep-equal:',
	notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
	notStrictEqual: 'Expected "actual" to be strictly unequal to:',
	notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
	notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
	notIdentical: 'Values have same structure but are not reference-equal:',
	notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:'
};
const WITH_DIFF = ['deepStrictEqual', 'strictEqual', 'partialDeepStrictEqual'];
const TEXT_MAX = 512;
const LINES_MAX = 50;

function messageOf(operator: string, actual: unknown, expected: unknown, message: unknown): string {
	if (WITH_DIFF.includes(operator)) return comparison(operator, actual, expected, message);
	if (message !== undefined && message !== null) return String(message);
	if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unwanted(operator, actual);
	const [left, right] = [shown(actual), shown(expected)];
	if (operator === 'notDeepEqual' && left === right) return `${SENTENCES[operator] ?? ''}\n\n${left}`;
	if (operator === 'deepEqual')
		return `${SENTENCES[operator] ?? ''}\n\n${cut(left)}\n\nshould loosely deep-equal\n\n${cut(right)}`;
	if (operator === 'notDeepEqual')
		return `${SENTENCES['notDeepEqualUnequal'] ?? ''}\n\n${cut(left)}\n\nshould not loosely deep-equal\n\n${cut(right)}`;
	return `${cut(left)} ${operator} ${cut(right)}`;
}

function cut(text: string): string {
	return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 3)}...` : text;
}

function shown(value: unknown): string {
	return inspected(value, {
		compact: false,
		customInspect: false,
		depth: 1000,
		maxArrayLength: null,
		sorted: true,
		getters: true,
		wrapsErrors: true
	});
}

function isObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

function unwanted(operator: string, actual: unknown): string {
	const isReference = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function');
	const sentence = SENTENCES[isReference ? 'notStrictEqualObject' : operator] ?? '';
	const lines = shown(actual).split('\n');
	const kept = lines.length > LINES_MAX ? [...lines.slice(0, 46), '...'] : lines;
	const [first = ''] = kept;
	if (kept.length === 1) return `${sentence}${first.length > 5 ? '\n\n' : ' '}${first}`;
	return `${sentence}\n\n${kept.join('\n')}\n`;
}

function comparison(operator: string, actual: unknown, expected: unknown, message: unknown): string {
	const areObjects = isObject(actual) && isObject(expected);
	const areFunctions = typeof actual === 'function' && typeof expected === 'function';
	const name = operator === 'strictEqual' && (areObjects || areFunctions) ? 'strictEqualObject' : operator;
	const sentence = (key: string) => (message ? String(message) : (SENTENCES[key] ?? ''));
	const [left, right] = [shown(actual), shown(expected)];
	const [leftLines, rightLines] = [left.split('\n'), right.split('\n')];
	if (leftLines.length === 1 && rightLines.length === 1 && !areObjects) {
		const { header, body } = onOneLine(actual, left, expected, right);
		return `${sentence(name)}\n${header}\n${body}\n`;
	}
	if (left === right) {
		const isLong = leftLines.length > LINES_MAX;
		const body = isLong ? `${leftLines.slice(0, LINES_MAX).join('\n')}\n...}` : left;
		return `${sentence('notIdentical')}\n${isLong ? '\n... Skipped lines' : ''}\n${body}\n`;
	}
	const { text, isSkipped } = textOfDiff(diffOf(leftLines, rightLines, isObject(actual)));
	return `${sentence(name)}\n+ actual - expected${isSkipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

const SHORT_MAX = 12;
const WIDTH = 80;

function onOneLine(
	actual: unknown,
	left: string,
	expected: unknown,
	right: string
): { header: string; body: string } {
	const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
	const isShort = left.length + right.length - quotes <= SHORT_MAX && (actual !== 0 || expected !== 0);
	if (isShort) return { header: '', body: `${left} !== ${right}` };
	const areTexts = typeof actual === 'string' && typeof expected === 'string';
	const lines = ['', `+ ${left}`, `- ${right}`];
	const from = [...left].findIndex((character, index) => character !== right[index]);
	if (areTexts && left.length + right.length <= WIDTH && from >= 3) append(lines, `${' '.repeat(from + 2)}^`);
	return { header: '+ actual - expected', body: lines.join('\n') };
}
