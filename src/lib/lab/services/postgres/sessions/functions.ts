import { rescale, type Decimal } from './decimal.ts';
import { isWaitingFunction } from './waiting-functions.ts';
import { coerce } from './expressions.ts';
import { commonType, spokenText } from './operators.ts';
import type { Compiled, Env } from './scope.ts';
import { SESSION_FUNCTIONS } from './session-functions.ts';
import { notInThisModel, SqlError } from './sql-error.ts';
import {
	castValue,
	compareValues,
	isNumber,
	isText,
	spoken,
	toDecimal,
	type TypeName,
	type Value
} from './values.ts';

/** Null for any null, as most functions are. */
export interface PlainFunction {
	takes: TypeName[];
	gives: TypeName;
	run: (values: Value[], env: Env) => Value;
}

const TEXT_FUNCTIONS: Record<string, PlainFunction> = {
	lower: { takes: ['text'], gives: 'text', run: ([text]) => String(text).toLowerCase() },
	upper: { takes: ['text'], gives: 'text', run: ([text]) => String(text).toUpperCase() },
	length: { takes: ['text'], gives: 'int4', run: ([text]) => [...String(text)].length },
	left: {
		takes: ['text', 'int4'],
		gives: 'text',
		run: ([text, n]) => [...String(text)].slice(0, Number(n)).join('')
	},
	repeat: {
		takes: ['text', 'int4'],
		gives: 'text',
		run: ([text, n]) => String(text).repeat(Math.max(0, Number(n)))
	},
	replace: {
		takes: ['text', 'text', 'text'],
		gives: 'text',
		run: ([text, from, to]) => String(text).replaceAll(String(from), String(to))
	},
	lpad: {
		takes: ['text', 'int4', 'text'],
		gives: 'text',
		run: ([text, n, fill]) => String(text).slice(0, Number(n)).padStart(Number(n), String(fill))
	}
};

/** A function by name; what is neither here nor known to PostgreSQL is told apart in the error. */
export function compileFunction(name: string, args: Compiled[]): Compiled {
	const plain =
		SESSION_FUNCTIONS[`${name}/${args.length}`] ?? SESSION_FUNCTIONS[name] ?? TEXT_FUNCTIONS[name];
	if (plain && plain.takes.length === args.length) return plainCall(plain, args);
	const special = specialCall(name, args);
	if (special !== null) return special;
	if (isWaitingFunction(name)) throw notInThisModel(`${name}() inside an expression`);
	throw unknownFunction(name, args);
}

export function unknownFunction(name: string, args: readonly Compiled[]): SqlError {
	const types = args.map((arg) => spoken(arg.type)).join(', ');
	return new SqlError('42883', `function ${name}(${types}) does not exist`, {
		hint: "No function matches the given name and argument types, or this lab's model of many sessions lacks it."
	});
}

function plainCall({ takes, gives, run }: PlainFunction, args: readonly Compiled[]): Compiled {
	const ready = args.map((arg, i) => coerce(arg, takes[i] ?? 'text').evaluate);
	return {
		type: gives,
		evaluate(env) {
			const values: Value[] = [];
			for (const evaluate of ready) {
				const value = evaluate(env);
				if (value === null) return null;
				values.push(value);
			}
			return run(values, env);
		}
	};
}

function specialCall(name: string, args: Compiled[]): Compiled | null {
	const [first, second] = args;
	switch (name) {
		case 'coalesce':
			return choice(args, (values) => values.find((value) => value !== null) ?? null);
		case 'greatest':
			return choice(args, (values) => extreme(values, 1));
		case 'least':
			return choice(args, (values) => extreme(values, -1));
		case 'nullif':
			return choice(args, ([a = null, b = null]) => {
				return a !== null && b !== null && compareValues(a, b) === 0 ? null : a;
			});
		case 'concat':
			return {
				type: 'text',
				evaluate: (env) => args.map((arg) => textOr(arg, env)).join('')
			};
		case 'mod':
		case 'abs':
		case 'floor':
		case 'ceil':
		case 'ceiling':
		case 'round':
			return first && isNumber(first.type) ? numberCall(name, first, second) : null;
		case 'substring':
		case 'substr':
			return first ? substring(args) : null;
		default:
			return null;
	}
}

function textOr(arg: Compiled, env: Env): string {
	const value = arg.evaluate(env);
	return value === null ? '' : spokenText(value, arg.type);
}

function choice(args: readonly Compiled[], choose: (values: Value[]) => Value): Compiled {
	const type = args.map((arg) => arg.type).reduce(commonType, 'unknown');
	const ready = args.map((arg) => coerce(arg, type).evaluate);
	return { type, evaluate: (env) => choose(ready.map((evaluate) => evaluate(env))) };
}

function extreme(values: readonly Value[], sign: 1 | -1): Value {
	let best: Value = null;
	for (const value of values) {
		if (value === null) continue;
		if (best === null || compareValues(value, best) * sign > 0) best = value;
	}
	return best;
}

function substring(args: readonly Compiled[]): Compiled {
	const [text, from, count] = [args[0], args[1], args[2]].map(
		(arg, i) => arg && coerce(arg, i === 0 ? 'text' : 'int4')
	);
	if (!text || !from || !isText(text.type)) throw unknownFunction('substring', args);
	return {
		type: 'text',
		evaluate(env) {
			const value = text.evaluate(env);
			const start = from.evaluate(env);
			const length = count ? count.evaluate(env) : Number.MAX_SAFE_INTEGER;
			if (value === null || start === null || length === null) return null;
			const begin = Number(start) - 1;
			return [...String(value)].slice(Math.max(0, begin), Math.max(0, begin + Number(length))).join('');
		}
	};
}

function numberCall(name: string, first: Compiled, second: Compiled | undefined): Compiled | null {
	if (name === 'mod') return null;
	const isWhole = first.type === 'int4' || first.type === 'int8' || first.type === 'int2';
	const type: TypeName = name === 'abs' ? first.type : isWhole ? (second ? 'numeric' : 'float8') : first.type;
	return {
		type,
		evaluate(env) {
			const value = first.evaluate(env);
			if (value === null) return null;
			if (typeof value === 'bigint' && name === 'abs') return value < 0n ? -value : value;
			if (typeof value === 'number' && name === 'abs') return Math.abs(value);
			if (type === 'float8') return rounded(name, Number(castValue(value, first.type, 'float8')));
			const digits = second ? second.evaluate(env) : 0;
			return digits === null ? null : roundedDecimal(name, toDecimal(value), Number(digits));
		}
	};
}

function rounded(name: string, value: number): number {
	if (name === 'floor') return Math.floor(value);
	if (name === 'round') return Math.round(value);
	return Math.ceil(value);
}

function roundedDecimal(name: string, value: Decimal, digits: number): Decimal {
	if (name === 'abs') return { units: value.units < 0n ? -value.units : value.units, scale: value.scale };
	if (name === 'round') return rescale(value, Math.max(0, digits));
	const step = 10n ** BigInt(value.scale);
	const rest = ((value.units % step) + step) % step;
	const floor = (value.units - rest) / step;
	return { units: name === 'floor' || rest === 0n ? floor : floor + 1n, scale: 0 };
}
