import * as v from 'valibot';
import type { FileTree } from '../../domain/files.ts';
import type { Report } from '../../domain/report.ts';
import { keysOfOthers, type DraftOwner, type KeyValueStore } from './local-drafts.ts';
import { parseStored } from './stored.ts';

/** A text that was run in a workspace, and how that ended. */
export interface EarlierRun {
	files: FileTree;
	ranAt: string;
	/** In a few words. */
	ending: string;
}

/** The newest of each workspace; what is more is forgotten. */
const RUNS_MAX = 20;
const CHARACTERS_MAX = 60_000;

/**
 * What was run in each workspace of this browser, the newest first, each text once: the way back from an
 * experiment. Kept on this device only, and given up where there is no room.
 */
export class EarlierRuns {
	readonly #store: KeyValueStore;
	readonly #prefix: string;

	constructor(store: KeyValueStore, owner: DraftOwner) {
		this.#store = store;
		this.#prefix = `${ROOT}${owner}:`;
	}

	list(workspaceKey: string): EarlierRun[] {
		return parseStored(runsSchema, this.#store.getItem(this.#prefix + workspaceKey)) ?? [];
	}

	/** Returns the list as it is now. */
	add(workspaceKey: string, run: EarlierRun): EarlierRun[] {
		const text = JSON.stringify(run.files);
		const others = this.list(workspaceKey).filter(({ files }) => JSON.stringify(files) !== text);
		const runs = newestThatFit([run, ...others]);
		try {
			this.#store.setItem(this.#prefix + workspaceKey, JSON.stringify(runs));
		} catch {
			this.#store.removeItem(this.#prefix + workspaceKey);
		}
		return runs;
	}
}

/** Nothing of another account's is left on this device. */
export function forgetRunsOfOthers(store: KeyValueStore, owner: DraftOwner): void {
	for (const key of keysOfOthers(store, ROOT, owner)) store.removeItem(key);
}

/** `2 of 5 checks pass`, `ended`, or why it was stopped. */
export function endingOf(report: Report): string {
	if (report.stopped) return report.stopped.message.split('\n', 1).join('');
	const passed = report.checks.filter(({ outcome }) => outcome === 'accepted').length;
	return report.checks.length === 0 ? 'ended' : `${passed} of ${report.checks.length} checks pass`;
}

const ROOT = 'hotpath:runs:';

function newestThatFit(runs: readonly EarlierRun[]): EarlierRun[] {
	const kept: EarlierRun[] = [];
	let characters = 0;
	for (const run of runs.slice(0, RUNS_MAX)) {
		characters += JSON.stringify(run).length;
		if (characters > CHARACTERS_MAX && kept.length > 0) break;
		kept.push(run);
	}
	return kept;
}

const runsSchema = v.array(
	v.object({ files: v.record(v.string(), v.string()), ranAt: v.string(), ending: v.string() })
);
