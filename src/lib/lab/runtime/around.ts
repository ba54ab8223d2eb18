import type { Failure } from './check-report.ts';
import type { Hook } from './check-tree.ts';
import { append } from './host.ts';

/** `aroundEach` and `aroundAll`: each hook is given what runs the next one, the first is the outermost. */
export async function around(
	hooks: readonly Hook[],
	body: () => Promise<void>,
	args: readonly unknown[]
): Promise<Failure[]> {
	const failures: Failure[] = [];
	const run = async (index: number): Promise<void> => {
		const hook = hooks[index];
		if (!hook) return body();
		let isCalled = false;
		const next = async () => {
			if (isCalled) throw new Error('The callback can only be called once per hook.');
			isCalled = true;
			await run(index + 1);
		};
		try {
			await hook.callback(next, ...args);
			if (!isCalled)
				throw new Error('The hook around did not call what it was given, so nothing inside of it ran.');
		} catch (error) {
			append(failures, { error });
		}
	};
	await run(0);
	return failures;
}
