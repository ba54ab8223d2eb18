/** The tree of a Lua program. */
export type Expression =
	| { kind: 'constant'; value: null | boolean | number | string }
	| { kind: 'varargs' }
	| { kind: 'name'; name: string }
	| { kind: 'index'; object: Expression; key: Expression; line: number }
	| { kind: 'call'; callee: Expression; method: string | null; args: Expression[]; line: number }
	| { kind: 'function'; parameters: string[]; isVariadic: boolean; body: Statement[] }
	| { kind: 'unary'; operator: string; operand: Expression; line: number }
	| { kind: 'binary'; operator: string; left: Expression; right: Expression; line: number }
	| { kind: 'table'; fields: { key: Expression | null; value: Expression }[] }
	| { kind: 'single'; inner: Expression };

export type Statement =
	| { kind: 'local'; names: string[]; values: Expression[] }
	| { kind: 'assign'; targets: Expression[]; values: Expression[] }
	| { kind: 'expression'; call: Expression }
	| { kind: 'do'; body: Statement[] }
	| { kind: 'while'; condition: Expression; body: Statement[] }
	| { kind: 'repeat'; condition: Expression; body: Statement[] }
	| { kind: 'if'; arms: { condition: Expression | null; body: Statement[] }[] }
	| { kind: 'for'; name: string; range: Expression[]; body: Statement[] }
	| { kind: 'for-in'; names: string[]; values: Expression[]; body: Statement[] }
	| { kind: 'local-function'; name: string; value: Expression }
	| { kind: 'return'; values: Expression[] }
	| { kind: 'break' };
