import type { Draft } from '../domain/draft.ts';
import type { ExerciseView } from '../domain/exercise-view.ts';
import type { FileTree } from '../domain/files.ts';
import type { Job } from '../domain/job.ts';
import type { Drawing } from '../domain/report.ts';
import { isReadOnly } from '../domain/submittable-files.ts';
import type { CheckView, SubmissionView } from '../domain/submission.ts';
import { callApi } from './api.ts';
import type { DraftOwner } from './drafts/local-drafts.ts';
import { exerciseJob, figureJob, schedulesJob } from './jobs.ts';
import { browserStore, openWorkspace, type KeptWorkspace } from './kept-workspace.ts';
import { loadMachine, useServer } from './machine.ts';
import { submissionViewsFrom, submittedFilesFrom } from './submission-view.ts';
import { Submitting } from './submitting.svelte.ts';

/** One learner's work on one exercise: the files, trial runs of them, and what is sent to be judged. */
export class ExerciseWork {
	readonly view: ExerciseView;
	readonly submitting: Submitting;
	readonly kept: KeptWorkspace;
	#drawings = $state.raw<Drawing[]>([]);
	/** What was sent last from this page. */
	#submittedFiles: FileTree | null = null;

	constructor(
		view: ExerciseView,
		{
			owner,
			server,
			onjudged
		}: { owner: DraftOwner; server: Draft | null; onjudged: (view: SubmissionView) => void }
	) {
		this.view = view;
		this.submitting = new Submitting(view.slug, browserStore(), onjudged);
		this.kept = openWorkspace(`exercise/${view.slug}`, owner, server, {
			starter: view.starter,
			jobOf: (files) => exerciseJob(files, view)
		});
	}

	get workspace() {
		return this.kept.workspace;
	}

	get keeper() {
		return this.kept.keeper;
	}

	get drawings() {
		return this.#drawings;
	}

	/** The visible checks with the outcomes of the latest run; skipped where it did not come so far. */
	readonly checks = $derived.by((): CheckView[] => {
		const report = this.kept.workspace.report;
		const resultById = new Map(report?.checks.map((check) => [check.id, check]));
		return this.view.checkIds.map((id) => {
			const groups = id.split(' > ');
			const title = groups.pop() ?? id;
			const nothing = { message: null, expected: null, actual: null };
			const result = resultById.get(id) ?? { id, title, groups, outcome: 'skipped' as const, ...nothing };
			return { ...result, isHidden: false };
		});
	});

	/** What stands there now passes all visible checks: submitting is the next thing to do. */
	readonly isReady = $derived.by(
		() =>
			this.kept.workspace.report !== null &&
			!this.kept.workspace.isOutdated &&
			this.checks.every(({ outcome }) => outcome === 'accepted')
	);

	/** One schedule of what stands there now. */
	scheduleJob = (): Job => schedulesJob(this.workspace.files, this.view);

	/** One schedule of what was judged: of an earlier submission that is looked at again, of what stands there now. */
	judgedScheduleJob = (): Job => schedulesJob(this.#submittedFiles ?? this.workspace.files, this.view);

	async runOnServer() {
		useServer();
		await this.run();
	}

	async run() {
		await this.workspace.start();
		const { figure } = this.view;
		if (figure === null || this.workspace.run.state !== 'done') return;
		const runJob = await loadMachine();
		const report = await runJob(figureJob(this.workspace.files, this.view, figure), {}).catch(() => null);
		this.#drawings = report?.drawings ?? [];
	}

	async submit() {
		this.keeper.flush();
		this.#submittedFiles = this.workspace.files;
		const files = Object.entries(this.workspace.files).filter(
			([path]) => !isReadOnly(this.view.starter[path] ?? '')
		);
		await this.submitting.submit(Object.fromEntries(files));
	}

	/** Null when the server was not reached. */
	listSubmissions = async (): Promise<SubmissionView[] | null> => {
		const answer = await callApi(`/api/submissions?exercise=${this.view.slug}`);
		return answer.ok ? submissionViewsFrom(answer.value) : null;
	};

	filesOf = async (submissionId: string): Promise<FileTree | null> => {
		const answer = await callApi(`/api/submissions/${submissionId}`);
		return answer.ok ? submittedFilesFrom(answer.value) : null;
	};

	close() {
		this.submitting.dispose();
		this.kept.close();
	}
}
