import type { InspectedValue } from '../../domain/report.ts';
import { quoted } from './inspect-text.ts';
import { formatValue, treeNode, type Collected, type InspectOptions, type Look } from './inspect-value.ts';

/** As Node has them. Null for depth and lengths means without an end, which here is a large number. */
export const DEFAULTS: InspectOptions = {
	depth: 2,
	showHidden: false,
	customInspect: true,
	colors: false,
	maxArrayLength: 100,
	maxStringLength: 10_000,
	breakLength: 80,
	compact: 3,
	sorted: false,
	wrapsErrors: false,
	getters: false,
	numericSeparator: false,
	stylize: (text) => text
};

/** How much of a value is looked at. Values may be endless, lazy or hostile. */
const NODES_MAX = 4_000;
const BRANCHES_MAX = 400;
const STRING_MAX = 4_000;

/** A value as a tree for the console: never throws, never runs on, reads no getter. */
export function inspect(value: unknown): InspectedValue {
	if (typeof value === 'string') return { kind: 'string', text: shortened(value) };
	const tree: Collected = { entries: [], omittedCount: 0 };
	return treeNode(value, textWithin(value, lookWith({}, tree)), tree);
}

/** The same value as text over several lines, for messages that compare two. Runs none of its code. */
export function printed(value: unknown): string {
	if (typeof value === 'string') return quoted(shortened(value));
	return textWithin(value, lookWith({ customInspect: false, depth: 4, breakLength: 76 }, null));
}

/** `util.inspect`. */
export function inspected(value: unknown, options: object = {}): string {
	return textWithin(value, lookWith(options, null));
}

function textWithin(value: unknown, look: Look): string {
	try {
		return formatValue(look, value, 0);
	} catch (error) {
		if (look.customInspect && look.tree === null) throw error;
		return 'a value that cannot be shown';
	}
}

function shortened(text: string): string {
	return text.length > STRING_MAX ? `${text.slice(0, STRING_MAX)}…` : text;
}

function lookWith(options: object, tree: Collected | null): Look {
	const look: Look = {
		...DEFAULTS,
		...options,
		indentation: 0,
		currentDepth: 0,
		seen: [],
		circular: new Map(),
		nodesLeft: NODES_MAX,
		branchesLeft: BRANCHES_MAX,
		tree,
		inspect: (inner, innerOptions) => inspected(inner, Object(innerOptions)),
		userOptions: options
	};
	look.depth = look.depth === null ? Number.POSITIVE_INFINITY : look.depth;
	look.maxArrayLength =
		look.maxArrayLength === null ? Number.POSITIVE_INFINITY : Math.max(0, look.maxArrayLength);
	look.maxStringLength =
		look.maxStringLength === null ? Number.POSITIVE_INFINITY : Math.max(0, look.maxStringLength);
	if (look.colors) look.stylize = inColour;
	return look;
}

/** Terminal codes: where the style begins and ends. */
export const COLOURS: Record<string, readonly [number, number]> = {
	special: [36, 39],
	number: [33, 39],
	bigint: [33, 39],
	boolean: [33, 39],
	undefined: [90, 39],
	null: [1, 22],
	string: [32, 39],
	symbol: [32, 39],
	date: [35, 39],
	regexp: [31, 39],
	module: [4, 24]
};

function inColour(text: string, style: string): string {
	const codes = COLOURS[style];
	return codes ? `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m` : text;
}
