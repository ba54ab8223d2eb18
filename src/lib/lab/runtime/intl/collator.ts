import { ACCENTS_IN_ORDER, EXPANSIONS, LETTERS_IN_ORDER, MARKS_IN_ORDER } from './collation-table.ts';
import { localeOf, notHere, Options } from './options.ts';
import { supported } from './number-format.ts';

/** Languages that sort Latin letters in the order of the root. */
export const COLLATION_LOCALES = {
	en: 'en',
	'en-us': 'en-US',
	'en-gb': 'en-GB',
	de: 'de',
	'de-de': 'de-DE',
	fr: 'fr',
	'fr-fr': 'fr-FR',
	it: 'it',
	'it-it': 'it-IT',
	nl: 'nl',
	'nl-nl': 'nl-NL',
	pt: 'pt',
	'pt-br': 'pt-BR'
} as const;
type Locale = (typeof COLLATION_LOCALES)[keyof typeof COLLATION_LOCALES];

type Order = -1 | 0 | 1;

/** Weights of a text, level by level: which letters, which accents, which case. */
interface Weights {
	letters: number[];
	accents: number[];
	cases: number[];
}

const FIRST_DIGIT = 1_000;
const FIRST_LETTER = 100_000;
/** Longer numbers are compared in pieces of this many digits, as ICU does. */
const NUMBER_DIGITS_MAX = 254;

const letterWeights = new Map<string, number>();
const accentWeights = new Map<string, number>();
for (const [index, mark] of [...MARKS_IN_ORDER].entries()) letterWeights.set(mark, index + 1);
for (let digit = 0; digit < 10; digit++) letterWeights.set(String(digit), FIRST_DIGIT + digit);
for (const [index, letter] of [...LETTERS_IN_ORDER].entries()) {
	letterWeights.set(letter, FIRST_LETTER + index);
	if (letter !== 'ı') letterWeights.set(letter.toUpperCase(), FIRST_LETTER + index);
}
for (const [index, accent] of [...ACCENTS_IN_ORDER].entries()) accentWeights.set(accent, index + 1);
const IS_UPPER = /[A-ZŊÞ]/;
const IS_IGNORED = /[\0-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u2060]/;
const DIGITS = /\d+/y;

/**
 * The order of words (ECMA-402, §11): letters first, then accents, then case, lower before upper;
 * punctuation before digits before letters. It knows Latin letters; another is refused by name.
 */
export class Collator {
	readonly #locale: Locale;
	readonly #sensitivity: 'base' | 'accent' | 'case' | 'variant';
	readonly #isNumeric: boolean;
	readonly #caseFirst: 'upper' | 'lower' | 'false';

	constructor(locales?: unknown, values?: unknown) {
		this.#locale = localeOf<Locale>(locales, COLLATION_LOCALES);
		const options = new Options('Intl.Collator', values, []);
		options.word('usage', ['sort'], ['search']);
		if (options.has('collation')) throw notHere("the option 'collation' of Intl.Collator");
		this.#sensitivity = options.word('sensitivity', ['base', 'accent', 'case', 'variant']) ?? 'variant';
		this.#isNumeric = options.flag('numeric') ?? false;
		this.#caseFirst = options.word('caseFirst', ['upper', 'lower', 'false']) ?? 'false';
	}

	get compare(): (left?: unknown, right?: unknown) => Order {
		return (left, right) => this.#compare(String(left), String(right));
	}

	resolvedOptions(): Record<string, unknown> {
		return {
			locale: this.#locale,
			usage: 'sort',
			sensitivity: this.#sensitivity,
			ignorePunctuation: false,
			collation: 'default',
			numeric: this.#isNumeric,
			caseFirst: this.#caseFirst
		};
	}

	static supportedLocalesOf(locales?: unknown): string[] {
		return supported(locales, COLLATION_LOCALES);
	}

	#compare(left: string, right: string): Order {
		if (left === right) return 0;
		const plain = this.#isNumeric ? null : comparePlain(left, right);
		if (plain) return plain.byLetters || this.#byCase(plain.byCase);
		const [a, b] = [weightsOf(left, this.#isNumeric), weightsOf(right, this.#isNumeric)];
		const byLetters = compareLists(a.letters, b.letters);
		if (byLetters !== 0 || this.#sensitivity === 'base') return byLetters;
		const byAccents = this.#sensitivity === 'case' ? 0 : compareLists(a.accents, b.accents);
		if (byAccents !== 0) return byAccents;
		return this.#byCase(compareLists(a.cases, b.cases));
	}

	#byCase(lowerFirst: Order): Order {
		if (this.#sensitivity === 'base' || this.#sensitivity === 'accent') return 0;
		if (this.#caseFirst !== 'upper' || lowerFirst === 0) return lowerFirst;
		return lowerFirst === 1 ? -1 : 1;
	}
}

const ASCII_COUNT = 128;
const asciiWeights = Array.from(
	{ length: ASCII_COUNT },
	(_, code) => letterWeights.get(String.fromCharCode(code)) ?? 0
);

/**
 * The short way: what is alike in both texts decides nothing, and the first letters of ASCII that
 * differ decide all. Null where another character has a say.
 */
function comparePlain(left: string, right: string): { byLetters: Order; byCase: Order } | null {
	let byCase: Order = 0;
	const length = left.length < right.length ? left.length : right.length;
	for (let index = 0; index < length; index++) {
		const a = left.charCodeAt(index);
		const b = right.charCodeAt(index);
		if (a === b) continue;
		const weightA = asciiWeights[a];
		const weightB = asciiWeights[b];
		if (!weightA || !weightB) return null;
		if (weightA !== weightB) return { byLetters: weightA < weightB ? -1 : 1, byCase: 0 };
		// Equal letters with other codes differ in case, and capitals have the smaller codes.
		if (byCase === 0) byCase = a > b ? -1 : 1;
	}
	if (left.length === right.length) return { byLetters: 0, byCase };
	const isShorter = left.length < right.length;
	const next = (isShorter ? right : left).charCodeAt(length);
	return asciiWeights[next] ? { byLetters: isShorter ? -1 : 1, byCase } : null;
}

function compareLists(left: readonly number[], right: readonly number[]): Order {
	const length = Math.min(left.length, right.length);
	for (let index = 0; index < length; index++) {
		const [a = 0, b = 0] = [left[index], right[index]];
		if (a !== b) return a < b ? -1 : 1;
	}
	return left.length === right.length ? 0 : left.length < right.length ? -1 : 1;
}

function weightsOf(text: string, isNumeric: boolean): Weights {
	const weights: Weights = { letters: [], accents: [], cases: [] };
	const plain = text.normalize('NFD');
	for (let index = 0; index < plain.length;) {
		const [digits = ''] = isNumeric ? digitsAt(plain, index) : [];
		if (digits !== '') {
			addNumber(weights, digits);
			index += digits.length;
			continue;
		}
		const character = String.fromCodePoint(plain.codePointAt(index) ?? 0);
		index += character.length;
		for (const part of Object.hasOwn(EXPANSIONS, character) ? (EXPANSIONS[character] ?? '') : character)
			addCharacter(weights, part);
	}
	return weights;
}

function digitsAt(text: string, index: number): RegExpExecArray | [] {
	DIGITS.lastIndex = index;
	return DIGITS.exec(text) ?? [];
}

function addCharacter({ letters, accents, cases }: Weights, character: string): void {
	const letter = letterWeights.get(character);
	if (letter !== undefined) {
		letters.push(letter);
		accents.push(0);
		cases.push(IS_UPPER.test(character) ? 1 : 0);
		return;
	}
	const accent = accentWeights.get(character);
	if (accent !== undefined) {
		accents.push(accent);
	} else if (!IS_IGNORED.test(character)) {
		throw notHere(`the place of '${character}' in the order of letters (it knows Latin ones)`);
	}
}

/** The longer number is the greater, then digit by digit; zeros in front do not count. */
function addNumber({ letters, accents, cases }: Weights, digits: string): void {
	const significant = digits.replace(/^0+(?=\d)/, '');
	for (let start = 0; start < significant.length; start += NUMBER_DIGITS_MAX) {
		const piece = significant.slice(start, start + NUMBER_DIGITS_MAX);
		letters.push(FIRST_DIGIT + piece.length);
		for (const digit of piece) letters.push(Number(digit));
	}
	accents.push(0);
	cases.push(0);
}
