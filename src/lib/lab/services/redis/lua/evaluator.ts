import type { Expression, Statement } from './syntax.ts';
import {
	isTrue,
	LuaError,
	LuaTable,
	numberOf,
	textOf,
	typeOf,
	type LuaFunction,
	type LuaValue
} from './values.ts';

const MAX_STEPS = 2_000_000;
const MAX_DEPTH = 180;

class Scope {
	readonly variables = new Map<string, LuaValue>();
	readonly parent: Scope | null;
	varargs: LuaValue[];

	constructor(parent: Scope | null, varargs: LuaValue[] = parent?.varargs ?? []) {
		this.parent = parent;
		this.varargs = varargs;
	}

	find(name: string): Scope | null {
		return this.variables.has(name) ? this : (this.parent?.find(name) ?? null);
	}
}

type Ending = LuaValue[] | 'break' | null;

/** Runs a program whose globals are a fixed table; its steps are bounded, so that no script runs for ever. */
export function runLua(program: Statement[], globals: LuaTable, strings: LuaTable): LuaValue[] {
	const result = new Evaluator(globals, strings).block(program, new Scope(null));
	return Array.isArray(result) ? result : [];
}

class Evaluator {
	readonly #globals: LuaTable;
	readonly #strings: LuaTable;
	#steps = 0;
	#depth = 0;

	constructor(globals: LuaTable, strings: LuaTable) {
		this.#globals = globals;
		this.#strings = strings;
	}

	block(body: Statement[], scope: Scope): Ending {
		for (const statement of body) {
			const ending = this.#run(statement, scope);
			if (ending !== null) return ending;
		}
		return null;
	}

	#step(): void {
		if (++this.#steps > MAX_STEPS) throw new RangeError('the script ran for more than two million steps');
	}

	#run(statement: Statement, scope: Scope): Ending {
		this.#step();
		switch (statement.kind) {
			case 'local': {
				const values = this.#list(statement.values, scope);
				statement.names.forEach((name, i) => scope.variables.set(name, values[i] ?? null));
				return null;
			}
			case 'local-function':
				scope.variables.set(statement.name, null);
				scope.variables.set(statement.name, this.#value(statement.value, scope));
				return null;
			case 'assign': {
				const values = this.#list(statement.values, scope);
				statement.targets.forEach((target, i) => this.#assign(target, values[i] ?? null, scope));
				return null;
			}
			case 'expression':
				this.#values(statement.call, scope);
				return null;
			case 'do':
				return this.block(statement.body, new Scope(scope));
			case 'if': {
				const arm = statement.arms.find(
					({ condition }) => !condition || isTrue(this.#value(condition, scope))
				);
				return arm ? this.block(arm.body, new Scope(scope)) : null;
			}
			case 'return':
				return this.#list(statement.values, scope);
			case 'break':
				return 'break';
			default:
				return this.#loop(statement, scope);
		}
	}

	#loop(
		statement: Extract<Statement, { kind: 'while' | 'repeat' | 'for' | 'for-in' }>,
		scope: Scope
	): Ending {
		const leaves = (ending: Ending) => (ending === 'break' ? null : ending);
		if (statement.kind === 'while') {
			while (isTrue(this.#value(statement.condition, scope))) {
				this.#step();
				const ending = this.block(statement.body, new Scope(scope));
				if (ending !== null) return leaves(ending);
			}
			return null;
		}
		if (statement.kind === 'repeat') {
			for (;;) {
				this.#step();
				const inner = new Scope(scope);
				const ending = this.block(statement.body, inner);
				if (ending !== null) return leaves(ending);
				if (isTrue(this.#value(statement.condition, inner))) return null;
			}
		}
		if (statement.kind === 'for') {
			const [start, end, step = 1] = statement.range.map((one) => {
				const value = numberOf(this.#value(one, scope));
				if (value === null) throw new LuaError("user_script:1: 'for' limit must be a number");
				return value;
			});
			for (let i = start ?? 0; step > 0 ? i <= (end ?? 0) : i >= (end ?? 0); i += step) {
				this.#step();
				const inner = new Scope(scope);
				inner.variables.set(statement.name, i);
				const ending = this.block(statement.body, inner);
				if (ending !== null) return leaves(ending);
			}
			return null;
		}
		const [next = null, state = null, first = null] = this.#list(statement.values, scope);
		for (let control: LuaValue = first; ;) {
			this.#step();
			const values = this.#call(next, [state, control], 1, '?');
			control = values[0] ?? null;
			if (control === null) return null;
			const inner = new Scope(scope);
			statement.names.forEach((name, i) => inner.variables.set(name, values[i] ?? null));
			const ending = this.block(statement.body, inner);
			if (ending !== null) return leaves(ending);
		}
	}

	#assign(target: Expression, value: LuaValue, scope: Scope): void {
		if (target.kind === 'name') {
			const owner = scope.find(target.name);
			if (!owner)
				throw new LuaError(
					`user_script:1: Attempt to modify a readonly table script: Script attempted to create global variable '${target.name}'`
				);
			owner.variables.set(target.name, value);
		} else if (target.kind === 'index') {
			const object = this.#value(target.object, scope);
			if (!(object instanceof LuaTable)) throw this.#misuse('index', target.object, object, target.line);
			object.set(this.#value(target.key, scope), value);
		}
	}

	/** All values of a list: the last expression gives as many as it has. */
	#list(expressions: Expression[], scope: Scope): LuaValue[] {
		return expressions.flatMap((one, i) =>
			i === expressions.length - 1 ? this.#values(one, scope) : [this.#value(one, scope)]
		);
	}

	#values(expression: Expression, scope: Scope): LuaValue[] {
		if (expression.kind === 'varargs') return scope.varargs;
		if (expression.kind !== 'call') return [this.#value(expression, scope)];
		this.#step();
		const object = this.#value(expression.callee, scope);
		const args = this.#list(expression.args, scope);
		if (expression.method === null)
			return this.#call(object, args, expression.line, describe(expression.callee));
		return this.#call(
			this.#index(object, expression.method, expression.callee, expression.line),
			[object, ...args],
			expression.line,
			`method '${expression.method}'`
		);
	}

	#call(callee: LuaValue, args: LuaValue[], line: number, name: string): LuaValue[] {
		if (typeof callee !== 'function') {
			throw new LuaError(`user_script:${line}: attempt to call ${name} (a ${typeOf(callee)} value)`);
		}
		if (++this.#depth > MAX_DEPTH) throw new LuaError(`user_script:${line}: stack overflow`);
		try {
			return callee(args);
		} finally {
			this.#depth--;
		}
	}

	#index(object: LuaValue, key: LuaValue, where: Expression, line: number): LuaValue {
		if (object instanceof LuaTable) return object.get(key);
		if (typeof object === 'string') return this.#strings.get(key);
		throw this.#misuse('index', where, object, line);
	}

	#misuse(what: string, where: Expression, value: LuaValue, line: number): LuaError {
		return new LuaError(
			`user_script:${line}: attempt to ${what} ${describe(where)} (a ${typeOf(value)} value)`
		);
	}

	#value(expression: Expression, scope: Scope): LuaValue {
		switch (expression.kind) {
			case 'constant':
				return expression.value;
			case 'name': {
				const owner = scope.find(expression.name);
				if (owner) return owner.variables.get(expression.name) ?? null;
				if (this.#globals.entries.has(expression.name)) return this.#globals.get(expression.name);
				throw new LuaError(
					`user_script:1: Script attempted to access nonexistent global variable '${expression.name}'`
				);
			}
			case 'index':
				return this.#index(
					this.#value(expression.object, scope),
					this.#value(expression.key, scope),
					expression.object,
					expression.line
				);
			case 'function':
				return this.#closure(expression, scope);
			case 'unary':
				return this.#unary(expression, scope);
			case 'binary':
				return this.#binary(expression, scope);
			case 'table': {
				const table = new LuaTable();
				let next = 1;
				expression.fields.forEach(({ key, value }, i) => {
					if (key) table.set(this.#value(key, scope), this.#value(value, scope));
					else {
						const isLast = i === expression.fields.length - 1;
						const values = isLast ? this.#values(value, scope) : [this.#value(value, scope)];
						for (const one of values) table.set(next++, one);
					}
				});
				return table;
			}
			case 'single':
				return this.#value(expression.inner, scope);
			default:
				return this.#values(expression, scope)[0] ?? null;
		}
	}

	#closure(expression: Extract<Expression, { kind: 'function' }>, scope: Scope): LuaFunction {
		const { parameters, isVariadic, body } = expression;
		return (args) => {
			const inner = new Scope(scope, isVariadic ? args.slice(parameters.length) : []);
			parameters.forEach((name, i) => inner.variables.set(name, args[i] ?? null));
			const ending = this.block(body, inner);
			return Array.isArray(ending) ? ending : [];
		};
	}

	#unary({ operator, operand, line }: Extract<Expression, { kind: 'unary' }>, scope: Scope): LuaValue {
		const value = this.#value(operand, scope);
		if (operator === 'not') return !isTrue(value);
		if (operator === '#') {
			if (typeof value === 'string' || value instanceof LuaTable) return value.length;
			throw this.#misuse('get length of', operand, value, line);
		}
		const number = numberOf(value);
		if (number === null) throw this.#misuse('perform arithmetic on', operand, value, line);
		return -number;
	}

	#binary(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): LuaValue {
		const { operator, line } = expression;
		const left = this.#value(expression.left, scope);
		if (operator === 'and') return isTrue(left) ? this.#value(expression.right, scope) : left;
		if (operator === 'or') return isTrue(left) ? left : this.#value(expression.right, scope);
		const right = this.#value(expression.right, scope);
		if (operator === '==') return left === right;
		if (operator === '~=') return left !== right;
		if (operator === '..') {
			for (const [value, where] of [
				[left, expression.left],
				[right, expression.right]
			] as const) {
				if (typeof value !== 'string' && typeof value !== 'number')
					throw this.#misuse('concatenate', where, value, line);
			}
			return textOf(left) + textOf(right);
		}
		if (['<', '>', '<=', '>='].includes(operator)) return compare(operator, left, right, line);
		const [a, b] = [numberOf(left), numberOf(right)];
		if (a === null || b === null) {
			const [where, value] = a === null ? [expression.left, left] : [expression.right, right];
			throw this.#misuse('perform arithmetic on', where, value, line);
		}
		return arithmetic(operator, a, b);
	}
}

function arithmetic(operator: string, a: number, b: number): number {
	switch (operator) {
		case '+':
			return a + b;
		case '-':
			return a - b;
		case '*':
			return a * b;
		case '/':
			return a / b;
		case '^':
			return a ** b;
		default:
			return a - Math.floor(a / b) * b;
	}
}

function compare(operator: string, a: LuaValue, b: LuaValue, line: number): boolean {
	const isFit =
		(typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
	if (!isFit || a === null || b === null) {
		const [first, second] = [typeOf(a), typeOf(b)];
		const what = first === second ? `two ${first} values` : `${first} with ${second}`;
		throw new LuaError(`user_script:${line}: attempt to compare ${what}`);
	}
	return operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b;
}

function describe(where: Expression): string {
	if (where.kind === 'name') return `local '${where.name}'`;
	if (where.kind === 'index' && where.key.kind === 'constant') return `field '${where.key.value}'`;
	return 'a value';
}
