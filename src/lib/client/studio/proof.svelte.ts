import { PROOF } from '../../domain/limits.ts';
import type { FileTree } from '../../domain/files.ts';
import { sameFiles } from '../../domain/files.ts';
import type { ProofMessage, ProofRequest } from './proof-worker.ts';
import { PROOF_PARTS, type Findings, type ProofPart } from './prove.ts';

/** Where the proof of what stands in the editor is. */
export type Proving =
	| { state: 'waiting' }
	| { state: 'proving'; done: number; total: number }
	| { state: 'proved'; ms: number }
	/** Our fault, the network's, or a type that never ends: nothing was said about the exercise. */
	| { state: 'failed'; message: string };

const NOTHING: Findings = {
	source: null,
	faults: { reading: [], samples: [], types: [], mutants: [], hints: [] },
	samples: [],
	checks: [],
	steps: { used: 0, max: 0 },
	mutants: null
};

/** The proof of a draft, made again at every pause of typing. */
export class Proof {
	#proving = $state.raw<Proving>({ state: 'waiting' });
	#findings = $state.raw<Findings>(NOTHING);
	/** Whose findings are still those of the proof before. */
	#pendingParts = $state.raw<readonly ProofPart[]>(PROOF_PARTS);
	#worker: Worker | null = null;
	#number = 0;
	#asked: { slug: string; texts: FileTree } | null = null;
	#pauseTimer: ReturnType<typeof setTimeout> | undefined;
	#pulseTimer: ReturnType<typeof setTimeout> | undefined;

	/** Everything to be mended, in the order of the proof. */
	readonly faults = $derived(PROOF_PARTS.flatMap((part) => this.#findings.faults[part]));
	/** Everything was proved, and nothing is to be mended. */
	readonly isGreen = $derived(
		this.#proving.state === 'proved' && this.#pendingParts.length === 0 && this.faults.length === 0
	);

	get proving() {
		return this.#proving;
	}

	get findings() {
		return this.#findings;
	}

	get pendingParts() {
		return this.#pendingParts;
	}

	/** After each change: begins when the author pauses. */
	change(slug: string, texts: FileTree) {
		if (this.#asked?.slug === slug && sameFiles(this.#asked.texts, texts)) return;
		this.#asked = { slug, texts };
		clearTimeout(this.#pauseTimer);
		this.#pauseTimer = setTimeout(() => this.#begin(), PROOF.pauseMs);
	}

	/** Once more, from the start. */
	again() {
		if (this.#proving.state === 'failed') this.#stop();
		this.#begin();
	}

	dispose() {
		clearTimeout(this.#pauseTimer);
		this.#stop();
	}

	#begin() {
		if (!this.#asked) return;
		const request: ProofRequest = { number: ++this.#number, ...this.#asked };
		this.#pendingParts = PROOF_PARTS;
		this.#proving = { state: 'proving', done: 0, total: 0 };
		this.#listenForPulse();
		this.#started().postMessage(request);
	}

	#hear(message: ProofMessage) {
		this.#listenForPulse();
		if (message.kind === 'pulse' || message.number !== this.#number) return;
		if (message.kind === 'found') this.#findings = { ...this.#findings, ...message.found };
		if (message.kind === 'part') {
			const faults = { ...this.#findings.faults, [message.part]: message.faults };
			this.#findings = { ...this.#findings, faults };
			this.#pendingParts = this.#pendingParts.filter((part) => part !== message.part);
		}
		if (message.kind === 'progress') this.#proving = { ...message, state: 'proving' };
		if (message.kind === 'done') this.#end({ state: 'proved', ms: message.ms });
		if (message.kind === 'broken') this.#end({ state: 'failed', message: message.reason });
	}

	/** What a part did not come to is not known any more. */
	#end(proving: Proving) {
		clearTimeout(this.#pulseTimer);
		const unknown = Object.fromEntries(this.#pendingParts.map((part) => [part, []]));
		this.#findings = {
			...this.#findings,
			faults: { ...this.#findings.faults, ...unknown },
			...(this.#pendingParts.includes('mutants') && { mutants: null })
		};
		this.#proving = proving;
	}

	#listenForPulse() {
		clearTimeout(this.#pulseTimer);
		if (this.#proving.state !== 'proving') return;
		this.#pulseTimer = setTimeout(() => {
			this.#stop();
			this.#end({ state: 'failed', message: STUCK });
		}, PROOF.silenceMsMax);
	}

	#started(): Worker {
		if (this.#worker) return this.#worker;
		const worker = new Worker(new URL('./proof-worker.ts', import.meta.url), {
			type: 'module',
			name: 'proof'
		});
		worker.addEventListener('message', ({ data }: MessageEvent<ProofMessage>) => this.#hear(data));
		worker.addEventListener('error', () => {
			this.#stop();
			this.#end({ state: 'failed', message: navigator.onLine ? BROKEN : OFFLINE });
		});
		this.#worker = worker;
		return worker;
	}

	#stop() {
		clearTimeout(this.#pulseTimer);
		this.#worker?.terminate();
		this.#worker = null;
	}
}

const STUCK =
	'The compiler was still computing types and was ended. Look for a type that grows with each step.';
const BROKEN = 'The proof could not be loaded. Reload the page; your text is kept.';
const OFFLINE = 'The proof is not on this device yet, and there is no network to fetch it.';
