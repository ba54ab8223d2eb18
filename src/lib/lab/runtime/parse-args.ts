import { append } from './host.ts';
import { withCode } from './node-errors.ts';

/** `util.parseArgs`: flags of a command line, as Node documents it. */
interface Option {
	type: 'boolean' | 'string';
	multiple?: boolean;
	short?: string;
	default?: unknown;
}

interface Config {
	args?: readonly string[];
	options?: Record<string, Option>;
	strict?: boolean;
	allowPositionals?: boolean;
	allowNegative?: boolean;
}

export function parseArgs(config: Config = {}) {
	const {
		args = [],
		options = {},
		strict = true,
		allowPositionals = !strict,
		allowNegative = false
	} = config;
	const values: Record<string, unknown> = Object.create(null);
	const positionals: string[] = [];
	const left = args.flatMap((text, index) =>
		args.slice(0, index).includes('--') ? [text] : separated(text, options)
	);
	const store = (name: string, value: unknown) => {
		const isMultiple = options[name]?.multiple === true;
		const before = values[name];
		values[name] = isMultiple ? [...(Array.isArray(before) ? before : []), value] : value;
	};
	while (left.length > 0) {
		const text = left.shift() ?? '';
		if (text === '--') {
			for (const rest of left.splice(0)) append(positionals, rest);
		} else if (!text.startsWith('-') || text === '-') {
			if (!allowPositionals) throw unexpected(text);
			append(positionals, text);
		} else {
			storeOption(text, left, { options, strict, allowNegative }, store);
		}
	}
	for (const [name, option] of Object.entries(options)) {
		if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
	}
	return { values, positionals };
}

/** `-abc` is `-a -b -c`; a value may stand right behind the letter of its option. */
function separated(text: string, options: Record<string, Option>): string[] {
	if (!/^-[^-]./.test(text)) return [text];
	const list: string[] = [];
	for (let index = 1; index < text.length; index++) {
		append(list, `-${text.charAt(index)}`);
		const takesValue = Object.values(options).some(
			({ short, type }) => short === text.charAt(index) && type === 'string'
		);
		if (takesValue && index + 1 < text.length) {
			append(list, text.slice(index + 1));
			break;
		}
	}
	return list;
}

function storeOption(
	text: string,
	left: string[],
	{ options, strict, allowNegative }: Required<Pick<Config, 'options' | 'strict' | 'allowNegative'>>,
	store: (name: string, value: unknown) => void
): void {
	const [flag = '', ...parts] = text.split('=');
	const inline = parts.length > 0 ? parts.join('=') : undefined;
	const found = text.startsWith('--')
		? flag.slice(2)
		: (Object.entries(options).find(([, { short }]) => short === flag.slice(1))?.[0] ?? flag.slice(1));
	const negated = allowNegative && found.startsWith('no-') ? found.slice(3) : null;
	const name = negated !== null && options[negated]?.type === 'boolean' ? negated : found;
	const option = options[name];
	if (!option && strict) throw unknown(flag);
	if (option?.type === 'string') {
		const next =
			inline ?? (left[0] !== undefined && (!left[0].startsWith('-') || !strict) ? left.shift() : undefined);
		if (next === undefined && strict)
			throw invalid(`Option '${shownName(name, option)} <value>' argument missing`);
		return store(name, next ?? true);
	}
	if (inline !== undefined && option && strict)
		throw invalid(`Option '${shownName(name, option)}' does not take an argument`);
	store(name, inline ?? name === found);
}

function shownName(name: string, { short }: Option): string {
	return short ? `-${short}, --${name}` : `--${name}`;
}

function invalid(message: string): TypeError {
	return withCode(new TypeError(message), 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE');
}

function unknown(flag: string): TypeError {
	const hint = `To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(flag)}`;
	return withCode(new TypeError(`Unknown option '${flag}'. ${hint}`), 'ERR_PARSE_ARGS_UNKNOWN_OPTION');
}

function unexpected(text: string): TypeError {
	return withCode(
		new TypeError(`Unexpected argument '${text}'. This command does not take positional arguments`),
		'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
	);
}
