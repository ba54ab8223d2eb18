import type { SelectedColumn } from 'pgsql-ast-parser';
import { coerce, compile } from './expressions.ts';
import type { OutputColumn, StatementCompiler } from './plan.ts';
import type { Compiled, Env, Scope } from './scope.ts';
import { SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { waitingFunction } from './waiting-functions.ts';

/** One column of a result. */
export interface Output {
	column: OutputColumn;
	compiled: Compiled;
	/** What has to be waited for before. */
	waits: ((env: Env) => Waiting<void>) | null;
}

export function outputsOf(
	columns: readonly SelectedColumn[],
	scope: Scope,
	compiler: StatementCompiler
): Output[] {
	return columns.flatMap((column) => {
		const { expr } = column;
		if (expr.type === 'ref' && expr.name === '*') return allColumns(expr.table?.name ?? null, scope);
		const waits = waitingCall(column, scope, compiler);
		if (waits) return [waits];
		const compiled = textIfUnknown(compile(expr, scope, compiler));
		return [outputOf(column.alias?.name ?? nameOf(column), compiled)];
	});
}

function outputOf(name: string, compiled: Compiled): Output {
	const { tableID, columnID } = compiled.origin ?? { tableID: 0, columnID: 0 };
	return { column: { name, type: compiled.type, tableID, columnID }, compiled, waits: null };
}

function textIfUnknown(compiled: Compiled): Compiled {
	return compiled.type === 'unknown' ? coerce(compiled, 'text') : compiled;
}

function allColumns(alias: string | null, scope: Scope): Output[] {
	const outputs = scope.sources.flatMap((source, i) => {
		if (alias !== null && source.alias !== alias) return [];
		return source.columns.flatMap((column, place) => {
			if (alias === null && source.hidden.has(column.name)) return [];
			return [
				outputOf(column.name, {
					type: column.type,
					evaluate: (env) => env.rows[i]?.values[place] ?? null,
					origin: { tableID: source.table?.oid ?? 0, columnID: column.columnID }
				})
			];
		});
	});
	if (outputs.length > 0) return outputs;
	if (alias !== null) throw new SqlError('42P01', `missing FROM-clause entry for table "${alias}"`);
	throw new SqlError('42601', 'SELECT * with no tables specified is not valid');
}

function waitingCall(
	{ expr, alias }: SelectedColumn,
	scope: Scope,
	compiler: StatementCompiler
): Output | null {
	if (expr.type !== 'call') return null;
	const called = waitingFunction(expr.function.name);
	if (called === null) return null;
	const type = expr.args.length === 1 ? called.takes : 'int4';
	const args = expr.args.map((arg) => coerce(compile(arg, scope, compiler), type));
	const column = { name: alias?.name ?? expr.function.name, type: 'void', tableID: 0, columnID: 0 } as const;
	return {
		column,
		compiled: { type: 'void', evaluate: () => '' },
		waits: (env) =>
			called.run(
				env.work,
				args.map((arg) => arg.evaluate(env))
			)
	};
}

/** `FigureColname`: what a column is called that nobody has named. */
function nameOf({ expr }: SelectedColumn): string {
	switch (expr.type) {
		case 'ref':
			return expr.name;
		case 'call':
			return expr.function.name.toLowerCase();
		case 'keyword':
			return expr.keyword;
		case 'extract':
			return 'extract';
		case 'case':
			return 'case';
		case 'boolean':
			return 'bool';
		case 'cast': {
			const inner = nameOf({ expr: expr.operand });
			if (inner !== '?column?' && expr.operand.type !== 'boolean') return inner;
			return expr.to.kind === 'array' ? '?column?' : castName(expr.to.name);
		}
		case 'select': {
			const [first] = expr.columns ?? [];
			return first ? (first.alias?.name ?? nameOf(first)) : '?column?';
		}
		default:
			return '?column?';
	}
}

function castName(name: string): string {
	const known: Record<string, string> = { int: 'int4', integer: 'int4', bigint: 'int8', boolean: 'bool' };
	return known[name.toLowerCase()] ?? name.toLowerCase();
}
