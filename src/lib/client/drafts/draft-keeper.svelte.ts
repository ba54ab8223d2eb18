import type { Draft } from '../../domain/draft.ts';
import { sameFiles, type FileTree } from '../../domain/files.ts';
import type { ApiFault } from '../api.ts';
import type { Result } from '../../domain/result.ts';
import { LocalDrafts, type LocalDraft } from './local-drafts.ts';
import { reconcile } from './reconcile.ts';

/** Where the learner's text is kept now, in the order of how much they should worry. */
export type Keeping =
	| { state: 'untouched' }
	/** On this device; there is no account to keep it under. */
	| { state: 'on_device' }
	| { state: 'sending' }
	| { state: 'synced' }
	/** On this device; the server gets it when it can be reached. */
	| { state: 'offline' }
	/** On this device; the session is over. */
	| { state: 'signed_out' }
	/** Nowhere but on this page: the browser has no room. */
	| { state: 'not_kept' }
	/** Another device wrote something else. Both are kept until the learner chooses. */
	| { state: 'conflict'; theirs: Draft; isAside: boolean };

export type SendDraft = (
	draft: { workspaceKey: string; files: FileTree; baseVersion: number },
	options: { keepalive: boolean }
) => Promise<Result<Draft, ApiFault | { code: 'draft_conflict'; theirs: Draft }>>;

export interface DraftKeeperOptions {
	workspaceKey: string;
	local: LocalDrafts;
	/** The older of two versions that were merged at sign-in, until the learner has chosen. */
	aside: { find: () => LocalDraft | null; forget: () => void };
	/** What the server had when the page was made. */
	server: Draft | null;
	/** Null for who is not signed in. */
	send: SendDraft | null;
	/** Another tab or device has a newer text, and nothing here would be lost by showing it. */
	onadopt: (files: FileTree) => void;
}

const KEEP_AFTER_MS = 200;
const SEND_AFTER_MS = 2_000;
const RETRY_AFTER_MS = 15_000;

/** Keeps one workspace's text: at once on this device, soon afterwards on the server. */
export class DraftKeeper {
	#keeping = $state.raw<Keeping>({ state: 'untouched' });
	#pending: FileTree | null = null;
	#latest: LocalDraft | null = null;
	#keepTimer: ReturnType<typeof setTimeout> | undefined;
	#sendTimer: ReturnType<typeof setTimeout> | undefined;
	#isSending = false;
	readonly #options: DraftKeeperOptions;
	readonly #writer = crypto.randomUUID();

	constructor(options: DraftKeeperOptions) {
		this.#options = options;
	}

	get keeping() {
		return this.#keeping;
	}

	/** The text to open instead of the starter; null when nobody has changed it yet. */
	start(): FileTree | null {
		const files = this.#open();
		const { aside, workspaceKey } = this.#options;
		const older = aside.find();
		if (older) {
			const { baseVersion, savedAt } = older;
			const theirs = { workspaceKey, files: older.files, version: baseVersion, updatedAt: savedAt };
			this.#keeping = { state: 'conflict', theirs, isAside: true };
		}
		return files;
	}

	#open(): FileTree | null {
		const { local, workspaceKey, server, send } = this.#options;
		const found = reconcile(local.find(workspaceKey), send ? server : null);
		switch (found.open) {
			case 'starter':
				return null;
			case 'server':
				this.#take(found.draft);
				return found.draft.files;
			case 'both':
				this.#write(found.files, { baseVersion: 0, isSynced: false });
				this.#keeping = { state: 'conflict', theirs: found.theirs, isAside: false };
				return found.files;
			case 'local':
				this.#write(found.files, found);
				if (send && !found.isSynced) this.#sendSoon(0);
				return found.files;
		}
	}

	/** After each change. The text is on this device within 300 ms. */
	change(files: FileTree) {
		this.#pending = files;
		this.#keepTimer ??= setTimeout(() => this.flush(), KEEP_AFTER_MS);
	}

	/** At once: before a run, a submission, and when the page is put away. */
	flush() {
		clearTimeout(this.#keepTimer);
		this.#keepTimer = undefined;
		const files = this.#pending;
		this.#pending = null;
		if (!files || (this.#latest && sameFiles(files, this.#latest.files))) return;
		this.#write(files, { baseVersion: this.#latest?.baseVersion ?? 0, isSynced: false });
		if (this.#options.send && this.#keeping.state !== 'conflict') this.#sendSoon(SEND_AFTER_MS);
	}

	/** The page goes away: what the server has not seen is sent on its way. */
	leave() {
		this.flush();
		if (this.#latest && !this.#latest.isSynced && this.#keeping.state !== 'conflict') void this.#send(true);
	}

	/** The learner saw both and decided; the other text is given up knowingly. */
	resolve(choice: 'mine' | 'theirs') {
		if (this.#keeping.state !== 'conflict') return;
		const { theirs, isAside } = this.#keeping;
		this.flush();
		if (isAside) {
			this.#keeping = { state: 'sending' };
			this.#options.aside.forget();
			// Chosen, it is a change like any other: the server hears of it.
			if (choice === 'theirs') this.#options.onadopt(theirs.files);
			else if (this.#latest) this.#settle(this.#latest);
		} else if (choice === 'theirs') {
			this.#take(theirs);
			this.#options.onadopt(theirs.files);
		} else if (this.#latest) {
			this.#keeping = { state: 'sending' };
			this.#write(this.#latest.files, { baseVersion: theirs.version, isSynced: false });
			this.#sendSoon(0);
		}
	}

	/** Another tab of this browser wrote: two tabs are one text. */
	heard(event: StorageEvent) {
		if (event.key !== this.#options.local.keyOf(this.#options.workspaceKey)) return;
		const draft = this.#options.local.find(this.#options.workspaceKey);
		if (!draft || draft.writer === this.#writer || this.#pending) return;
		const isNew = !this.#latest || !sameFiles(draft.files, this.#latest.files);
		this.#latest = draft;
		if (isNew) this.#options.onadopt(draft.files);
	}

	/** The network is back. */
	retry() {
		if (this.#keeping.state === 'offline') this.#sendSoon(0);
	}

	dispose() {
		this.leave();
		clearTimeout(this.#sendTimer);
	}

	#write(files: FileTree, { baseVersion, isSynced }: { baseVersion: number; isSynced: boolean }) {
		const draft = { files, baseVersion, isSynced, savedAt: new Date().toISOString(), writer: this.#writer };
		this.#latest = draft;
		const isKept = this.#options.local.keep(this.#options.workspaceKey, draft);
		if (this.#keeping.state === 'conflict') return;
		if (!isKept) this.#keeping = { state: 'not_kept' };
		else if (isSynced) this.#keeping = { state: 'synced' };
		else if (this.#keeping.state !== 'offline' && this.#keeping.state !== 'signed_out') {
			this.#keeping = { state: this.#options.send ? 'sending' : 'on_device' };
		}
	}

	#settle({ isSynced }: LocalDraft) {
		this.#keeping = { state: isSynced ? 'synced' : 'sending' };
		if (!isSynced) this.#sendSoon(0);
	}

	#take({ files, version }: Draft) {
		this.#keeping = { state: 'synced' };
		this.#write(files, { baseVersion: version, isSynced: true });
	}

	#sendSoon(afterMs: number) {
		clearTimeout(this.#sendTimer);
		this.#sendTimer = setTimeout(() => void this.#send(false), afterMs);
	}

	async #send(keepalive: boolean) {
		const { send, workspaceKey } = this.#options;
		const draft = this.#latest;
		if (!send || !draft || draft.isSynced) return;
		// What was typed meanwhile is sent when the answer is here, on top of its version.
		if (this.#isSending) return;
		this.#isSending = true;
		const { files, baseVersion } = draft;
		const answer = await send({ workspaceKey, files, baseVersion }, { keepalive });
		this.#isSending = false;

		if (answer.ok) {
			const isSynced = this.#latest !== null && sameFiles(this.#latest.files, files);
			this.#keeping = { state: 'sending' };
			this.#write(this.#latest?.files ?? files, { baseVersion: answer.value.version, isSynced });
			if (!isSynced) this.#sendSoon(SEND_AFTER_MS);
		} else this.#refused(answer.fault);
	}

	#refused(fault: ApiFault | { code: 'draft_conflict'; theirs: Draft }) {
		if (fault.code === 'draft_conflict')
			this.#keeping = { state: 'conflict', theirs: fault.theirs, isAside: false };
		else if (fault.code === 'sign_in_required') this.#keeping = { state: 'signed_out' };
		else {
			this.#keeping = { state: 'offline' };
			this.#sendSoon(fault.code === 'busy' ? fault.retryAfterMs : RETRY_AFTER_MS);
		}
	}
}
