/**
 * Proves an exercise beside its editor: one proof at a time, and a newer one ends it. A type can keep the
 * compiler busy for ever, so who started this listens for its pulse.
 */
import type { FileTree } from '../../domain/files.ts';
import { PROOF } from '../../domain/limits.ts';
import type { SourceFault } from '../../authoring/source-fault.ts';
import { prove, type Findings, type ProofPart } from './prove.ts';
import { rememberRuns } from './remembered-runs.ts';
import { sandboxTeam } from './sandbox-team.ts';
import { checkTypes, typeFaults } from './source-compiler.ts';

/** Numbered, because an answer may come when nobody waits for it any more. */
export interface ProofRequest {
	number: number;
	slug: string;
	texts: FileTree;
}

export type ProofMessage =
	| { kind: 'pulse' }
	| { kind: 'found'; number: number; found: Partial<Omit<Findings, 'faults'>> }
	| { kind: 'part'; number: number; part: ProofPart; faults: SourceFault[] }
	| { kind: 'progress'; number: number; done: number; total: number }
	| { kind: 'done'; number: number; ms: number }
	| { kind: 'broken'; number: number; reason: string };

const tell = (message: ProofMessage) => postMessage(message);

const run = sandboxTeam(Math.max(1, Math.min(PROOF.sandboxesMax, navigator.hardwareConcurrency - 1)));
const remembered = rememberRuns(run);
let latest = 0;

class Outdated extends Error {}

async function answer({ number, slug, texts }: ProofRequest): Promise<void> {
	latest = number;
	const startedAt = performance.now();
	const stillAsked = () => {
		if (number !== latest) throw new Outdated();
	};
	const prover = {
		runJob: async (job: Parameters<typeof remembered>[0]) => {
			stillAsked();
			return remembered(job);
		},
		typeFaults: async (source: Parameters<typeof typeFaults>[0]) => {
			stillAsked();
			return typeFaults(source);
		},
		checkTypes
	};
	try {
		await prove(slug, texts, prover, {
			onfound: (found) => tell({ kind: 'found', number, found }),
			onpart: (part, faults) => tell({ kind: 'part', number, part, faults }),
			onprogress: (done, total) => tell({ kind: 'progress', number, done, total })
		});
		tell({ kind: 'done', number, ms: performance.now() - startedAt });
	} catch (error) {
		if (error instanceof Outdated) return;
		tell({ kind: 'broken', number, reason: error instanceof Error ? error.message : String(error) });
	}
}

setInterval(() => tell({ kind: 'pulse' }), PROOF.pulseMs);
addEventListener('message', ({ data }: MessageEvent<ProofRequest>) => void answer(data));
