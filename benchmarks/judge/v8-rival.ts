import vm from 'node:vm';
import { CHECKS_FILE, readCorpus, type CorpusExercise } from './corpus.ts';
import { loadIsolatedVm } from './isolated-vm.ts';
import { CheckCount, TICK, v8Harness } from './v8-harness.ts';

/** A rival in a process of its own: told a round, it judges the corpus once and answers with milliseconds. */
export type RivalKind = 'isolated-vm' | 'node-vm' | 'node-vm-unlocked';

export interface RivalAnswer {
	error?: string;
	runs: { slug: string; ms: number; accepted: number; failed: string[] }[];
}

type Judge = (exercise: CorpusExercise, count: CheckCount) => void;

const kind = process.argv[2];
const corpus = readCorpus();
let judge: Judge | undefined;

process.on('message', () => {
	void answer().then((said) => process.send?.(said));
});

async function answer(): Promise<RivalAnswer> {
	try {
		judge ??= kind === 'isolated-vm' ? inIsolate() : inContext(kind === 'node-vm');
		const runs = corpus.map((exercise) => {
			const count = new CheckCount();
			const startedAt = performance.now();
			judge?.(exercise, count);
			const ms = performance.now() - startedAt;
			return { slug: exercise.slug, ms, accepted: count.accepted, failed: count.failed };
		});
		return { runs };
	} catch (error) {
		return { runs: [], error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
	}
}

/** A new isolate from a startup snapshot that has the framework in it, for each exercise. */
function inIsolate(): Judge {
	const ivm = loadIsolatedVm();
	const harness = v8Harness(true);
	const snapshot = ivm.Isolate.createSnapshot([{ code: harness.prelude }]);
	return ({ files, checks }, count) => {
		const isolate = new ivm.Isolate({ snapshot, memoryLimit: 64 });
		const context = isolate.createContextSync();
		context.global.setSync('__answer', new ivm.Callback(count.answer));
		const limits = { timeout: 10_000 };
		context.evalSync(harness.program({ ...files, [CHECKS_FILE]: checks }, CHECKS_FILE), limits);
		while (context.evalSync(TICK, limits) === 'fired');
		isolate.dispose();
	};
}

/** A new context for each exercise; the framework is compiled once and evaluated in each. */
function inContext(isLocked: boolean): Judge {
	const harness = v8Harness(isLocked);
	const { cachedData } = new vm.Script(harness.prelude, { produceCachedData: true });
	const prelude = new vm.Script(harness.prelude, { cachedData });
	const tick = new vm.Script(TICK);
	const limits = { timeout: 10_000 };
	return ({ files, checks }, count) => {
		const context = vm.createContext({ __answer: count.answer }, { microtaskMode: 'afterEvaluate' });
		prelude.runInContext(context, limits);
		vm.runInContext(harness.program({ ...files, [CHECKS_FILE]: checks }, CHECKS_FILE), context, limits);
		while (tick.runInContext(context, limits) === 'fired');
	};
}
