import type { Job } from '../domain/job.ts';
import type { OutputEntry, Report } from '../domain/report.ts';
import { runJob } from '../sandbox/engine.ts';
import engine from '../sandbox/generated/engine.json';
import librariesUrl from '../sandbox/generated/libraries.txt?url';
import preludeUrl from '../sandbox/generated/prelude.txt?url';
import wasmUrl from '../sandbox/generated/machine.wasm?url';
import postgresClusterUrl from '../sandbox/generated/postgres-cluster.bin?url';
import postgresExtensionsUrl from '../sandbox/generated/postgres-extensions.bin?url';
import postgresShareUrl from '../sandbox/generated/postgres-share.bin?url';
import postgresSizes from '../sandbox/generated/postgres-sizes.json';
import postgresWasmUrl from '../sandbox/generated/postgres-wasm.bin?url';
import { Machine } from '../sandbox/machine.ts';
import { postgresParts, type PostgresParts } from '../sandbox/postgres/parts.ts';

/** Runs jobs in a worker of the page: the same engine as the server's judge. */
export type WorkerMessage =
	| { kind: 'ready' }
	/** The job has arrived: from here on, only the program decides how long it takes. */
	| { kind: 'begun' }
	/** Something large is being fetched, once; until `loaded` no time counts. */
	| { kind: 'loading'; progress: LoadingProgress }
	| { kind: 'loaded' }
	| { kind: 'output'; entry: OutputEntry }
	| { kind: 'report'; report: Report }
	| { kind: 'broken'; reason: string };

export interface LoadingProgress {
	what: 'PostgreSQL';
	/** From 0 to 1. */
	share: number;
}

function tell(message: WorkerMessage): void {
	postMessage(message);
}

async function openMachine(): Promise<Machine> {
	const [wasm, prelude] = await Promise.all([
		WebAssembly.compileStreaming(fetch(wasmUrl)),
		fetch(preludeUrl).then((answer) => answer.text())
	]);
	return Machine.open({
		wasm,
		prelude,
		libraries: fetchLibraries,
		postgres: fetchPostgres,
		engineHash: engine.engineHash
	});
}

/** Once, with the first program that imports one. */
async function fetchLibraries(): Promise<string> {
	const answer = await fetch(librariesUrl);
	if (!answer.ok) throw new Error(`The libraries could not be fetched: ${answer.status}.`);
	return answer.text();
}

const POSTGRES_URLS = {
	wasm: postgresWasmUrl,
	share: postgresShareUrl,
	cluster: postgresClusterUrl,
	extensions: postgresExtensionsUrl
};

/** With the first program that reaches one. */
async function fetchPostgres(): Promise<PostgresParts> {
	let loadedBytes = 0;
	const wholeBytes = Object.values(postgresSizes).reduce((whole, bytes) => whole + bytes, 0);
	return postgresParts(async (file) => {
		const answer = await fetch(POSTGRES_URLS[file]);
		if (!answer.ok || !answer.body) throw new Error(`PostgreSQL could not be fetched: ${answer.status}.`);
		const bytes = new Uint8Array(postgresSizes[file]);
		let at = 0;
		for await (const chunk of chunksOf(answer.body)) {
			bytes.set(chunk, at);
			at += chunk.length;
			loadedBytes += chunk.length;
			tell({ kind: 'loading', progress: { what: 'PostgreSQL', share: loadedBytes / wholeBytes } });
		}
		return bytes;
	});
}

/** Streams can be iterated over in few browsers. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		yield value;
	}
}

const opening = openMachine();
opening.then(
	() => tell({ kind: 'ready' }),
	(error: unknown) => tell({ kind: 'broken', reason: String(error) })
);

addEventListener('message', ({ data }: MessageEvent<Job>) => {
	tell({ kind: 'begun' });
	void opening
		.then((machine) =>
			runJob(machine, data, {
				onOutput: (entry) => tell({ kind: 'output', entry }),
				onLoading: () => tell({ kind: 'loading', progress: { what: 'PostgreSQL', share: 0 } }),
				onLoaded: () => tell({ kind: 'loaded' })
			})
		)
		.then((report) => tell({ kind: 'report', report }))
		.catch((error: unknown) => tell({ kind: 'broken', reason: String(error) }));
});
