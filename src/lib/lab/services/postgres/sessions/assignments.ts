import type { Column } from './catalog.ts';
import { coerce } from './expressions.ts';
import type { Compiled } from './scope.ts';
import { nextValue } from './session-functions.ts';
import { SqlError } from './sql-error.ts';
import { fitToColumn, isNumber, isText, spoken, type Value } from './values.ts';
import type { Work } from './work.ts';

/** Assignment to a column: stricter than a cast, and lengths count. */
export function toColumn(compiled: Compiled, column: Column | undefined): Compiled {
	if (!column) throw new SqlError('42601', 'INSERT has more expressions than target columns');
	const { type } = column;
	const fits =
		compiled.type === 'unknown' ||
		compiled.type === type.name ||
		isText(type.name) ||
		(isNumber(compiled.type) && isNumber(type.name));
	if (!fits) {
		const message = `column "${column.name}" is of type ${spoken(type.name)} but expression is of type ${spoken(compiled.type)}`;
		throw new SqlError('42804', message, { hint: 'You will need to rewrite or cast the expression.' });
	}
	const cast = coerce(compiled, type.name);
	return { type: type.name, evaluate: (env) => fitToColumn(cast.evaluate(env), type) };
}

export function defaultOf(work: Work, column: Column): Value {
	if (column.sequence) {
		const next = nextValue({ work }, column.sequence);
		return column.type.name === 'int8' ? next : Number(next);
	}
	return column.default ? column.default.evaluate({ work, rows: [], parent: null, aggregates: [] }) : null;
}
