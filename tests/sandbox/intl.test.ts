import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/** Intl of the machine, held against Node's own, which has all of ICU. */
let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const LIMITS = {
	outputBytesMax: 32_000_000,
	outputEntriesMax: 10_000,
	stepsMax: 2_000_000_000,
	memoryBytesMax: 256 * 1024 * 1024
};
/** A printed text may have so many characters and some more. */
const LINE_LENGTH = 3_000;

type Compute<Case> = (each: Case) => unknown;

/** What the machine says for each case; the function is sent there as text. */
async function inMachine<Case>(cases: readonly Case[], compute: Compute<Case>): Promise<unknown[]> {
	const code = `import cases from './cases.json';
		const compute = ${compute.toString()};
		const results = cases.map((each) => { try { return compute(each) } catch (error) { return String(error) } });
		const text = JSON.stringify(results);
		for (let at = 0; at < text.length; at += ${LINE_LENGTH}) console.log(text.slice(at, at + ${LINE_LENGTH}));`;
	const report = await runJob(machine, programJob(code, LIMITS, { 'cases.json': JSON.stringify(cases) }));
	expect(report.stopped).toBeNull();
	return JSON.parse(printedBy(report).join(''));
}

async function expectSame<Case>(cases: readonly Case[], compute: Compute<Case>): Promise<void> {
	const there = await inMachine(cases, compute);
	const wrong = cases.flatMap((each, index) => {
		const here = compute(each);
		return there[index] === here
			? []
			: [`${JSON.stringify(each)}: ${String(there[index])}, not ${String(here)}`];
	});

	expect(there).toHaveLength(cases.length);
	expect(wrong.slice(0, 20)).toEqual([]);
}

const NUMBERS = [
	'0',
	'-0',
	'1',
	'-1',
	'5',
	'12',
	'999',
	'1000',
	'1234',
	'-1234.5',
	'9999',
	'10000',
	'12345.678',
	'123456',
	'999949',
	'999950',
	'999999.5',
	'1234567.891',
	'1e9',
	'1.5e12',
	'-2.5e15',
	'1e21',
	'123456789012345680000',
	'0.1',
	'0.5',
	'0.05',
	'0.005',
	'0.0005',
	'0.00049',
	'1.005',
	'1.045',
	'2.5',
	'3.5',
	'-0.4',
	'-0.0001',
	'0.999',
	'0.9999',
	'99.995',
	'1e-7',
	'1.23e-10',
	'4.35',
	'8.345',
	'0.30000000000000004',
	'NaN',
	'Infinity',
	'-Infinity',
	'1.7976931348623157e308',
	'5e-324',
	'1099.5',
	'15',
	'150',
	'1500',
	'15500',
	'19.99',
	'1.95',
	'9.95',
	'99.5'
];
const NUMBER_OPTIONS: Intl.NumberFormatOptions[] = [
	{},
	{ minimumFractionDigits: 2 },
	{ maximumFractionDigits: 0 },
	{ maximumFractionDigits: 1 },
	{ minimumFractionDigits: 2, maximumFractionDigits: 2 },
	{ maximumFractionDigits: 20 },
	{ minimumFractionDigits: 5 },
	{ minimumIntegerDigits: 2 },
	{ minimumIntegerDigits: 8 },
	{ maximumSignificantDigits: 3 },
	{ minimumSignificantDigits: 3 },
	{ minimumSignificantDigits: 2, maximumSignificantDigits: 5 },
	{ maximumSignificantDigits: 1 },
	{ useGrouping: false },
	{ useGrouping: true },
	{ useGrouping: 'always' },
	{ useGrouping: 'min2' },
	{ useGrouping: 'auto' },
	{ style: 'percent' },
	{ style: 'percent', minimumFractionDigits: 1 },
	{ style: 'percent', maximumFractionDigits: 2 },
	{ signDisplay: 'always' },
	{ signDisplay: 'never' },
	{ signDisplay: 'exceptZero' },
	{ signDisplay: 'negative' },
	{ trailingZeroDisplay: 'stripIfInteger', minimumFractionDigits: 2 },
	{ style: 'currency', currency: 'USD' },
	{ style: 'currency', currency: 'EUR' },
	{ style: 'currency', currency: 'usd', minimumFractionDigits: 0 },
	{ style: 'currency', currency: 'GBP', maximumFractionDigits: 0 },
	{ style: 'currency', currency: 'JPY' },
	{ style: 'currency', currency: 'USD', currencySign: 'accounting' },
	{ style: 'currency', currency: 'USD', currencySign: 'accounting', signDisplay: 'always' },
	{ style: 'currency', currency: 'USD', signDisplay: 'always' },
	{ style: 'currency', currency: 'EUR', currencyDisplay: 'code' },
	{ style: 'currency', currency: 'KWD' },
	...[
		'CNY',
		'INR',
		'KRW',
		'BRL',
		'CAD',
		'AUD',
		'NZD',
		'HKD',
		'TWD',
		'MXN',
		'ILS',
		'VND',
		'PHP',
		'CHF',
		'SEK',
		'NOK',
		'DKK',
		'PLN',
		'CZK',
		'TRY',
		'UAH',
		'ZAR',
		'SGD',
		'BHD'
	].flatMap((currency) => [
		{ style: 'currency' as const, currency },
		{ style: 'currency' as const, currency, currencyDisplay: 'narrowSymbol' as const }
	])
];
const COMPACT_OPTIONS: Intl.NumberFormatOptions[] = [
	{ notation: 'compact' },
	{ notation: 'compact', compactDisplay: 'long' },
	{ notation: 'compact', maximumFractionDigits: 1 },
	{ notation: 'compact', minimumFractionDigits: 1 },
	{ notation: 'compact', maximumSignificantDigits: 3 },
	{ notation: 'compact', style: 'currency', currency: 'USD' },
	{ notation: 'compact', style: 'percent' },
	{ notation: 'compact', signDisplay: 'always' }
];

describe('numbers', () => {
	test.each(['en-US', 'de-DE', undefined])('are written as ICU writes them: %s', async (locale) => {
		const options = locale === 'de-DE' ? NUMBER_OPTIONS : [...NUMBER_OPTIONS, ...COMPACT_OPTIONS];
		const cases = options.flatMap((each) =>
			NUMBERS.map((value) => [value, locale ?? 'en-US', each] as const)
		);

		await expectSame(cases, ([value, tag, each]) => Number(value).toLocaleString(tag, each));
	});

	test('have the same parts', async () => {
		const cases = [...NUMBER_OPTIONS, ...COMPACT_OPTIONS].flatMap((each) =>
			['-1234567.891', '0', '12', 'NaN', '-Infinity'].map((value) => [value, each] as const)
		);

		await expectSame(cases, ([value, each]) =>
			JSON.stringify(new Intl.NumberFormat('en-US', each).formatToParts(Number(value)))
		);
	});

	test('may be large: BigInt and texts keep all digits', async () => {
		const cases: Intl.StringNumericLiteral[] = [
			'0',
			'123456789012345678901234567890',
			'-98765432109876543210',
			'1000'
		];

		await expectSame(
			cases,
			(value) =>
				BigInt(value).toLocaleString('en-US') +
				BigInt(value).toLocaleString('en-US', { style: 'currency', currency: 'USD' })
		);
		const texts: Intl.StringNumericLiteral[] = [...cases, '12345678901234567890.123', '-0.1'];
		await expectSame(texts, (value) => new Intl.NumberFormat('en-US').format(value));
	});
});

const DATES = [
	0, 1704467045006, 951782399999, 1709164800000, -1, -86400000, 4102444799000, 1735689599000, 1719835200000,
	43200000, 46800000, 1725148800000, 1741564800000, 1760486400000
];

function dateOptions(): Intl.DateTimeFormatOptions[] {
	const choices: [keyof Intl.DateTimeFormatOptions, (string | undefined)[]][] = [
		['weekday', [undefined, 'long', 'short']],
		['year', [undefined, 'numeric', '2-digit']],
		['month', [undefined, 'numeric', '2-digit', 'long', 'short']],
		['day', [undefined, 'numeric', '2-digit']]
	];
	let all: Record<string, string>[] = [{}];
	for (const [name, values] of choices)
		all = all.flatMap((each) =>
			values.map((value) => (value === undefined ? each : { ...each, [name]: value }))
		);
	// Other combinations come out as `2024 (day: 5)`: nobody writes them.
	const isUsual = ({ weekday, year, month, day }: Record<string, string>) =>
		weekday === undefined
			? !(year && day && !month) && Boolean(year || month || day)
			: Boolean(day && (month || !year)) || !(year || month || day);
	return all.filter(isUsual);
}
const TIME_OPTIONS: Intl.DateTimeFormatOptions[] = [
	{ hour: 'numeric' },
	{ hour: '2-digit' },
	{ hour: 'numeric', minute: '2-digit' },
	{ hour: '2-digit', minute: '2-digit' },
	{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
	{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
	{ hour: '2-digit', minute: '2-digit', hour12: false },
	{ hour: 'numeric', hour12: false },
	{ hour: 'numeric', minute: 'numeric', hour12: true },
	{ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
	{ minute: '2-digit', second: '2-digit' },
	{ minute: 'numeric' },
	{ second: '2-digit' },
	{ hour: 'numeric', minute: 'numeric', second: 'numeric', fractionalSecondDigits: 3 },
	{ minute: 'numeric', second: 'numeric', fractionalSecondDigits: 2 },
	{ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
	{ hour: 'numeric', timeZoneName: 'long' }
];

describe('dates', () => {
	test.each(['en-US', 'en-GB', 'de-DE'])('are written as ICU writes them: %s', async (locale) => {
		const isMixed = ({ month, day }: Intl.DateTimeFormatOptions) =>
			month !== day && /^[n2]/.test(month ?? '') && day;
		const all = dateOptions().filter((options) => locale === 'en-US' || !isMixed(options));
		const cases = all.flatMap((options) =>
			DATES.map((date) => [date, locale, { ...options, timeZone: 'UTC' }] as const)
		);

		await expectSame(cases, ([date, tag, options]) => new Date(date).toLocaleDateString(tag, options));
	});

	test('with times, too', async () => {
		const dates: Intl.DateTimeFormatOptions[] = [
			{},
			{ month: 'short', day: 'numeric' },
			{ year: 'numeric', month: 'long', day: 'numeric' },
			{ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
			{ weekday: 'short' },
			{ year: 'numeric', month: '2-digit', day: '2-digit' }
		];
		const cases = dates.flatMap((date) =>
			TIME_OPTIONS.flatMap((time) =>
				DATES.map((each) => [each, { ...date, ...time, timeZone: 'UTC' }] as const)
			)
		);

		await expectSame(cases, ([date, options]) =>
			[
				new Date(date).toLocaleString('en-US', options),
				new Date(date).toLocaleTimeString('en-US', options),
				new Intl.DateTimeFormat('en-US', options).format(date)
			].join('|')
		);
		await expectSame(cases, ([date, options]) =>
			JSON.stringify(new Intl.DateTimeFormat('en-US', options).formatToParts(new Date(date)))
		);
	});

	test.each(['en-US', 'en-GB', 'de-DE'])('by style and by default: %s', async (locale) => {
		const styles = [undefined, 'full', 'long', 'medium', 'short'] as const;
		const cases = styles.flatMap((dateStyle) =>
			styles.flatMap((timeStyle) =>
				DATES.map(
					(date) =>
						[
							date,
							locale,
							{ ...(dateStyle && { dateStyle }), ...(timeStyle && { timeStyle }), timeZone: 'UTC' }
						] as const
				)
			)
		);

		await expectSame(cases, ([date, tag, options]) =>
			[
				new Date(date).toLocaleString(tag, options),
				new Intl.DateTimeFormat(tag, options).format(new Date(date))
			].join('|')
		);
		await expectSame(DATES, (date) =>
			[
				new Date(date).toLocaleDateString('en-US', { timeZone: 'UTC' }),
				new Date(date).toLocaleTimeString('en-US', { timeZone: 'UTC' }),
				new Date(NaN).toLocaleString()
			].join('|')
		);
	});
});

function texts(): string[] {
	const letters = [...'aAbBzZéÉèêëÈaäÄåÅæÆøØœßñÑçÇđðłħıŋþšžűőāēģķļņ'];
	const marks = [
		...' _-–—,;:!¡?¿.·\'"«»()[]{}§¶@*/\\&#%†‡•`´^¯¨¸°©®←→↑↓+±÷×<=>¬|¦~∞¤¢$£¥₩₪₫€₱₹₽₿\t\n0123456789'
	];
	const words =
		'résumé resume Résumé RESUME resumé cote coté côte côté Zebra apple Apple äpfel Apfel zoo naïve naive a-b ab a b a_b aa Aa aA AA a1 a10 a2 A10 a01 a001 file10.txt file9.txt File9.txt 10 9 010 1.5 1.10 v1.2.10 v1.2.9 strasse straße Straße STRASSE æon aeon Æon œuvre oeuvre über uber Über item item-1 item_1 item.1 item1 Ítem'.split(
			' '
		);
	return [
		'',
		...letters,
		...marks,
		...words,
		'a\u0301',
		'e\u0301',
		'E\u0301',
		'a\u0000b',
		'a\u00adb',
		'x y',
		'x  y',
		'a\u0301e',
		'ae\u0301',
		'o\u0338',
		'O\u0338'
	];
}

describe('the order of words', () => {
	test.each<Intl.CollatorOptions>([
		{},
		{ numeric: true },
		{ sensitivity: 'base' },
		{ sensitivity: 'accent' },
		{ sensitivity: 'case' },
		{ caseFirst: 'upper' },
		{ numeric: true, sensitivity: 'base' }
	])('is that of ICU for each pair: %o', async (options) => {
		const all = texts();
		const rows = await inMachine([[all, options] as const], ([words, chosen]) => {
			const { compare } = new Intl.Collator('en-US', chosen);
			return words.map((left) => words.map((right) => '<=>'[compare(left, right) + 1]).join(''));
		});
		const { compare } = new Intl.Collator('en-US', options);
		const wrong = all.flatMap((left, row) =>
			all.flatMap((right, column) => {
				const signs = rows[0];
				const there = Array.isArray(signs) ? String(signs[row])[column] : '';
				const here = '<=>'[compare(left, right) + 1];
				return there === here
					? []
					: [`${JSON.stringify(left)} ${there} ${JSON.stringify(right)}, not ${here}`];
			})
		);
		expect(wrong.slice(0, 20)).toEqual([]);
	});
});

describe('words around numbers', () => {
	const AMOUNTS = [
		0, 1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 101, 111, 112, 1.5, -1, -2, 1000, 1_234_567.891
	];

	test('plurals are those of English', async () => {
		const options: Intl.PluralRulesOptions[] = [
			{},
			{ type: 'ordinal' },
			{ minimumFractionDigits: 1 },
			{ maximumFractionDigits: 0 }
		];
		const cases = options.flatMap((each) => AMOUNTS.map((amount) => [amount, each] as const));

		await expectSame(cases, ([amount, each]) => new Intl.PluralRules('en-US', each).select(amount));
	});

	test('lists are those of English', async () => {
		const lists = [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']];
		const types = ['conjunction', 'disjunction', 'unit'] as const;
		const styles = ['long', 'short', 'narrow'] as const;
		const cases = types.flatMap((type) =>
			styles.flatMap((style) => lists.map((list) => [list, { type, style }] as const))
		);

		await expectSame(
			cases,
			([list, options]) =>
				new Intl.ListFormat('en', options).format(list) +
				JSON.stringify(new Intl.ListFormat('en', options).formatToParts(list))
		);
	});

	test('relative times are those of English', async () => {
		const units = ['second', 'minute', 'hours', 'day', 'weeks', 'month', 'quarter', 'year'] as const;
		const cases = (['always', 'auto'] as const).flatMap((numeric) =>
			units.flatMap((unit) => [...AMOUNTS, -0.5].map((amount) => [amount, unit, { numeric }] as const))
		);

		await expectSame(cases, ([amount, unit, options]) =>
			new Intl.RelativeTimeFormat('en', options).format(amount, unit)
		);
	});
});

/** What a program prints when it asks for something. */
async function said(expression: string): Promise<string> {
	const report = await runJob(
		machine,
		programJob(`try { console.log(${expression}) } catch (error) { console.log(String(error)) }`)
	);
	return printedBy(report).join('');
}

describe('Intl', () => {
	test.each([
		['(1234.5).toLocaleString()', '1,234.5'],
		['[1234, null, 5.5].toLocaleString("de-DE")', '1.234,,5,5'],
		['new Float64Array([1234.5]).toLocaleString()', '1,234.5'],
		['Intl.DateTimeFormat().resolvedOptions().timeZone', 'UTC'],
		['Intl.NumberFormat("de").resolvedOptions().locale', 'de'],
		['["b", "a", "C"].sort(Intl.Collator().compare).join("")', 'abC'],
		['["b", "a", "C"].sort(new Intl.Collator("de").compare).join("")', 'abC'],
		['new Intl.NumberFormat() instanceof Intl.NumberFormat', 'true'],
		['String(new Intl.NumberFormat())', '[object Intl.NumberFormat]'],
		['[1, 2000].map(new Intl.NumberFormat("en-US").format).join(" ")', '1 2,000'],
		['"ÀÉ".toLocaleLowerCase() + "ß".toLocaleUpperCase("de")', 'àéSS'],
		['"a".localeCompare("b") + "b".localeCompare("a") + "a".localeCompare("a")', '0'],
		['new Date(NaN).toLocaleDateString("en-US")', 'Invalid Date'],
		['new Intl.DateTimeFormat("en-US").format(NaN)', 'RangeError: Invalid time value'],
		[
			'(1).toLocaleString("en-US", { style: "currency" })',
			'TypeError: Currency code is required with currency style.'
		],
		[
			'(1).toLocaleString("en-US", { maximumFractionDigits: 101 })',
			'RangeError: maximumFractionDigits value is out of range.'
		],
		['(1).toLocaleString("not a tag")', 'RangeError: Incorrect locale information provided'],
		[
			'new Date(0).toLocaleDateString("en-US", { dateStyle: "long", day: "numeric" })',
			"TypeError: Can't set option day when dateStyle is used"
		]
	])('answers as elsewhere: %s', async (expression, expected) => {
		expect(await said(expression)).toBe(expected);
	});

	test.each([
		['(1).toLocaleString("ja-JP")', "the locale 'ja-JP'"],
		['(1).toLocaleString(["fr", "en"])', "the locale 'fr'"],
		['(1).toLocaleString("en", { style: "unit", unit: "liter" })', "'unit'"],
		['(1).toLocaleString("en", { style: "currency", currency: "XYZ" })', "the currency 'XYZ'"],
		['(1).toLocaleString("en", { notation: "scientific" })', "notation 'scientific'"],
		['(1).toLocaleString("en", { roundingMode: "floor" })', "the option 'roundingMode'"],
		['new Date(0).toLocaleString("en-US", { timeZone: "Europe/Berlin" })', "the time zone 'Europe/Berlin'"],
		['new Date(0).toLocaleString("fr-FR")', "the locale 'fr-FR'"],
		['new Date(0).toLocaleString("en-US", { era: "short" })', "the option 'era'"],
		[
			'new Date(0).toLocaleDateString("en-US", { year: "numeric", day: "numeric" })',
			'a date of just these fields'
		],
		['"я".localeCompare("а")', "the place of 'я'"],
		['"a".localeCompare("b", "sv")', "the locale 'sv'"],
		['"i".toLocaleUpperCase("tr")', "the locale 'tr'"],
		['new Intl.Segmenter("en")', 'Intl.Segmenter'],
		['new Intl.PluralRules("pl")', "the locale 'pl'"],
		['new Intl.RelativeTimeFormat("en", { style: "short" })', "style 'short'"]
	])('refuses by name what is not here: %s', async (expression, name) => {
		const message = await said(expression);

		expect(message).toMatch(/^RangeError: There is no Intl as a whole here: /);
		expect(message).toContain(name);
	});

	test.each([
		'Intl',
		'Intl.NumberFormat',
		'Intl.Collator',
		'Intl.NumberFormat.prototype.formatToParts',
		'Intl.Collator.prototype.resolvedOptions',
		'Intl.PluralRules.prototype.select',
		'Number.prototype.toFixed',
		'Date.prototype.toLocaleDateString',
		'String.prototype.localeCompare',
		'DisposableStack.prototype.dispose',
		'AsyncDisposableStack.prototype.use',
		'SuppressedError'
	])('cannot be replaced, for checks use it too: %s', async (name) => {
		const code = `const before = ${name};
			try { ${name.includes('.') ? name : `globalThis.${name}`} = function () { return 'forged' }; } catch {}
			console.log(${name} === before);`;
		const report = await runJob(machine, programJob(code));

		expect(printedBy(report)).toEqual(['true']);
	});
});
