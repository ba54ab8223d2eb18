import type { Job } from '../domain/job.ts';
import type { OutputEntry, Report } from '../domain/report.ts';
import { runJob } from '../sandbox/engine.ts';
import engine from '../sandbox/generated/engine.json';
import librariesUrl from '../sandbox/generated/libraries.txt?url';
import preludeUrl from '../sandbox/generated/prelude.txt?url';
import wasmUrl from '../sandbox/generated/machine.wasm?url';
import { Machine } from '../sandbox/machine.ts';

/** Runs jobs in a worker of the page: the same engine as the server's judge. */
export type WorkerMessage =
	| { kind: 'ready' }
	/** The job has arrived: from here on, only the program decides how long it takes. */
	| { kind: 'begun' }
	| { kind: 'output'; entry: OutputEntry }
	| { kind: 'report'; report: Report }
	| { kind: 'broken'; reason: string };

function tell(message: WorkerMessage): void {
	postMessage(message);
}

async function openMachine(): Promise<Machine> {
	const [wasm, prelude] = await Promise.all([
		WebAssembly.compileStreaming(fetch(wasmUrl)),
		fetch(preludeUrl).then((answer) => answer.text())
	]);
	return Machine.open({ wasm, prelude, libraries: fetchLibraries, engineHash: engine.engineHash });
}

/** Once, with the first program that imports one. */
async function fetchLibraries(): Promise<string> {
	const answer = await fetch(librariesUrl);
	if (!answer.ok) throw new Error(`The libraries could not be fetched: ${answer.status}.`);
	return answer.text();
}

const opening = openMachine();
opening.then(
	() => tell({ kind: 'ready' }),
	(error: unknown) => tell({ kind: 'broken', reason: String(error) })
);

addEventListener('message', ({ data }: MessageEvent<Job>) => {
	tell({ kind: 'begun' });
	void opening
		.then((machine) => runJob(machine, data, { onOutput: (entry) => tell({ kind: 'output', entry }) }))
		.then((report) => tell({ kind: 'report', report }))
		.catch((error: unknown) => tell({ kind: 'broken', reason: String(error) }));
});
