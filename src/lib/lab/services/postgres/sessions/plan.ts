import type { SelectStatement } from 'pgsql-ast-parser';
import type { Compiler, Subselect } from './expressions.ts';
import type { Env, Scope, SqlRow } from './scope.ts';
import { notInThisModel } from './sql-error.ts';
import type { Suspension, Waiting } from './suspension.ts';
import type { TypeName } from './values.ts';
import type { Work } from './work.ts';

export interface OutputColumn {
	name: string;
	type: TypeName;
	tableID: number;
	columnID: number;
}

/** A statement made ready to run. */
export interface Plan {
	columns: OutputColumn[];
	/** It locks rows or sleeps: it cannot run in the middle of an expression. */
	mayWait: boolean;
	usesParent: boolean;
	run: (work: Work, parent: Env | null) => Waiting<{ rows: SqlRow[]; count: number }>;
}

/** Rows a WITH has named. */
export interface NamedRows {
	columns: OutputColumn[];
	key: object;
}

/** What compiling one statement gathers. */
export interface StatementCompiler extends Compiler {
	work: Work;
	named: Map<string, NamedRows>;
	/** Of `FOR UPDATE OF`. */
	lockedTables: readonly string[] | null;
	/** Run before the statement itself: subselects that may wait, and what WITH names. */
	first: { key: object; plan: Plan }[];
}

export function newCompiler(
	work: Work,
	query: { explicitNumbers: ReadonlyMap<number, string>; lockedTables: readonly string[] | null },
	compileSelect: (select: SelectStatement, parent: Scope | null, compiler: StatementCompiler) => Plan
): StatementCompiler {
	const compiler: StatementCompiler = {
		...{ work, ...query, named: new Map(), first: [] },
		subselect: (select, scope) => subselectOf(compileSelect(select, scope, compiler), compiler)
	};
	return compiler;
}

function subselectOf(plan: Plan, compiler: StatementCompiler): Subselect {
	const types = plan.columns.map((column) => column.type);
	if (plan.usesParent) {
		if (plan.mayWait) throw notInThisModel('a subselect that locks rows for each row of the query around it');
		return { types, rows: (env) => runAtOnce(plan.run(env.work, env)).rows };
	}
	if (plan.mayWait) compiler.first.push({ key: plan, plan });
	return {
		types,
		rows(env) {
			const known = env.work.results.get(plan);
			if (known) return known;
			const { rows } = runAtOnce(plan.run(env.work, env));
			env.work.results.set(plan, rows);
			return rows;
		}
	};
}

function runAtOnce<Value>(work: Generator<Suspension, Value, void>): Value {
	const step = work.next();
	if (!step.done) throw new Error('a plan that does not wait runs to its end');
	return step.value;
}
