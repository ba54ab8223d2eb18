/**
 * The answer of an operation that may be refused.
 *
 * Refusals are values because the caller must decide what to say about them.
 * Bugs and broken machines are thrown, because nobody nearby can act on them.
 */
export type Result<Value, Refusal> = { ok: true; value: Value } | { ok: false; fault: Refusal };

export function ok<const Value>(value: Value): { ok: true; value: Value } {
	return { ok: true, value };
}

export function refuse<const Refusal>(fault: Refusal): { ok: false; fault: Refusal } {
	return { ok: false, fault };
}
