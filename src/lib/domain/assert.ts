/** States an invariant in words. A failure is a bug of ours, never a refusal. */
export function assert(condition: unknown, invariant: string): asserts condition {
	if (!condition) throw new Error(`Broken invariant: ${invariant}`);
}
