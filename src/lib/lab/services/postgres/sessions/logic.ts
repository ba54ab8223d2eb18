import { coerce } from './expressions.ts';
import { commonType } from './operators.ts';
import type { Compiled } from './scope.ts';
import { SqlError } from './sql-error.ts';
import { spoken, type Value } from './values.ts';

/** Three-valued: false AND null is false. */
export function conjunction(op: 'AND' | 'OR', left: Compiled, right: Compiled): Compiled {
	const decisive = op === 'OR';
	return {
		type: 'bool',
		evaluate(env) {
			const a = left.evaluate(env);
			if (a === decisive) return decisive;
			const b = right.evaluate(env);
			if (b === decisive) return decisive;
			return a === null || b === null ? null : !decisive;
		}
	};
}

export function negation({ evaluate }: Compiled): Compiled {
	return {
		type: 'bool',
		evaluate(env) {
			const value = evaluate(env);
			return value === null ? null : value !== true;
		}
	};
}

export function caseOf(whens: { when: Compiled; value: Compiled }[], otherwise: Compiled | null): Compiled {
	const values = [...whens.map((one) => one.value), ...(otherwise ? [otherwise] : [])];
	const type = values.map((value) => value.type).reduce(commonType);
	const branches = whens.map((one) => ({ when: one.when, value: coerce(one.value, type) }));
	const rest = otherwise && coerce(otherwise, type);
	return {
		type,
		evaluate(env): Value {
			for (const branch of branches)
				if (branch.when.evaluate(env) === true) return branch.value.evaluate(env);
			return rest ? rest.evaluate(env) : null;
		}
	};
}

/** What stands where true or false must. */
export function condition(compiled: Compiled, place: string): Compiled {
	if (compiled.type === 'unknown') return coerce(compiled, 'bool');
	if (compiled.type === 'bool') return compiled;
	throw new SqlError('42804', `argument of ${place} must be type boolean, not type ${spoken(compiled.type)}`);
}
