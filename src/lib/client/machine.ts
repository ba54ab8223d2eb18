import type { Job } from '../domain/job.ts';
import type { OutputEntry, Report } from '../domain/report.ts';
import type { BrowserSandbox } from './browser-sandbox.ts';
import type { LoadingProgress } from './sandbox-worker.ts';

/** Runs one job; rejects when the signal is aborted, or when the machine itself could not be had. */
export type RunJob = (
	job: Job,
	options: {
		onOutput?: (entry: OutputEntry) => void;
		onLoading?: (progress: LoadingProgress | null) => void;
		signal?: AbortSignal;
	}
) => Promise<Report>;

/**
 * The one machine of the page, fetched when something is run for the first time. A page that could
 * not fetch it tries again at the next run.
 */
export async function loadMachine(): Promise<RunJob> {
	loading ??= fetchMachine();
	loading.then(
		() => (isReady = true),
		() => (loading = undefined)
	);
	return loading;
}

/** From now on, what this page runs is run on the server: its reader has asked for it. */
export function useServer(): void {
	isServers = true;
	isReady = true;
	loading = import('./server-sandbox.ts').then(({ runOnServer }) => runOnServer);
}

/** Whether programs of this page run on the server. */
export function isOnServer(): boolean {
	return isServers;
}

/** Whether a run starts at once; the first one of a page has to wait for the network. */
export function isMachineReady(): boolean {
	return isReady;
}

/** For who leaves a page: a database it may have loaded takes much memory. */
export function giveBackMemory(): void {
	inPage?.giveBack();
}

let inPage: BrowserSandbox | undefined;
let loading: Promise<RunJob> | undefined;
let isReady = false;
let isServers = false;

async function fetchMachine(): Promise<RunJob> {
	if (typeof WebAssembly === 'undefined' || typeof Worker === 'undefined') throw new Error(NO_MACHINE);
	const { BrowserSandbox } = await import('./browser-sandbox.ts');
	const sandbox = new BrowserSandbox();
	await sandbox.warmUp();
	inPage = sandbox;
	return (job, options) => sandbox.run(job, options);
}

const NO_MACHINE =
	'Programs run in this page with WebAssembly, which this browser does not have or has switched off.';
