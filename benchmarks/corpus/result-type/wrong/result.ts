export type Result<Value, Fault> = Ok<Value> | Err<Fault>;

class Ok<Value> {
	readonly ok = true;
	readonly value: Value;

	constructor(value: Value) {
		this.value = value;
	}

	map<Next>(change: (value: Value) => Next): Result<Next, never> {
		return new Ok(change(this.value));
	}

	mapErr(): this {
		return this;
	}

	andThen<Next, Fault>(next: (value: Value) => Result<Next, Fault>): Result<Next, Fault> {
		return next(this.value);
	}

	unwrapOr(): Value {
		return this.value;
	}

	match<Out>({ ok: whenOk }: { ok: (value: Value) => Out }): Out {
		return whenOk(this.value);
	}
}

class Err<Fault> {
	readonly ok = false;
	readonly fault: Fault;

	constructor(fault: Fault) {
		this.fault = fault;
	}

	map(): this {
		return this;
	}

	mapErr<Next>(change: (fault: Fault) => Next): Result<never, Next> {
		return new Err(change(this.fault));
	}

	andThen(): this {
		return this;
	}

	unwrapOr<Value>(instead: Value): Value {
		return instead;
	}

	match<Out>({ err: whenErr }: { err: (fault: Fault) => Out }): Out {
		return whenErr(this.fault);
	}
}

export const ok = <Value>(value: Value) => new Ok(value);
export const err = <Fault>(fault: Fault) => new Err(fault);

export function attempt<Value>(work: () => Value): Result<Value, Error> {
	try {
		return ok(work());
	} catch (error) {
		return err(error instanceof Error ? error : new Error(String(error)));
	}
}

export async function attemptAsync<Value>(work: () => Promise<Value>): Promise<Result<Value, Error>> {
	try {
		return ok(work() as Value);
	} catch (error) {
		return err(error instanceof Error ? error : new Error(String(error)));
	}
}

/** All values, or the first fault. */
export function all<Value, Fault>(results: Iterable<Result<Value, Fault>>): Result<Value[], Fault> {
	const values: Value[] = [];
	for (const result of results) {
		if (!result.ok) return result;
		values.push(result.value);
	}
	return ok(values);
}

export function partition<Value, Fault>(results: Iterable<Result<Value, Fault>>): [Value[], Fault[]] {
	const values: Value[] = [];
	const faults: Fault[] = [];
	for (const result of results) {
		if (result.ok) values.push(result.value);
		else faults.push(result.fault);
	}
	return [values, faults];
}
