import type { Json, Lane, Trace, TraceEvent } from '#lib/domain/trace.ts';
import { causalCone } from './cone.ts';
import { FOLDED_AT_FIRST, foldsOf, lanesTogether, type Fold } from './folds.ts';
import { eventAtY, timelineOf } from './layout.ts';
import { fullestMoment } from './readings.ts';
import { lastAtMost, StateHistory, type LabState } from './reducers.ts';
import { hasMessages, traceIndexOf, type TraceIndex } from './trace-index.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** At speed 1 the cursor travels so many pixels of the picture in a second. */
const PLAY_PX_PER_SECOND = 60;
/** At speed 1, played in frames: so long an event. */
const FRAME_MS = 500;

/**
 * One trace and how it is looked at: where the cursor stands, what is selected, hidden and folded. All figures
 * of a trace share one of these, so that they always show the same moment.
 *
 * The cursor is the index of the latest event that has happened; -1 is before the first.
 */
export class TraceStore {
	readonly trace: Trace;
	readonly index: TraceIndex;
	readonly history: StateHistory;
	/** The fold each event belongs to. */
	readonly folds: readonly (Fold | null)[];
	readonly #laneByName: ReadonlyMap<string, Lane>;

	#cursor = $state(-1);
	#selection = $state<number | null>(null);
	#hiddenLanes = $state.raw<ReadonlySet<string>>(new Set());
	#folded = $state.raw<ReadonlySet<Fold>>(new Set(FOLDED_AT_FIRST));
	#laneOrder = $state.raw<readonly string[]>([]);
	#isPlaying = $state(false);
	#speed = $state<Speed>(1);
	/** Where playback is between two events, in pixels of the timeline. */
	#playY = $state(0);
	#sinceFrameMs = 0;

	/** `like` is what was looked at before: a run with another seed keeps its lanes, folds and speed. */
	constructor(trace: Trace, like?: TraceStore) {
		this.trace = trace;
		this.index = traceIndexOf(trace);
		this.history = new StateHistory(trace.events);
		this.folds = foldsOf(trace, this.index.messages);
		this.#laneByName = new Map(trace.lanes.map((lane) => [lane.name, lane]));
		// The picture begins where it has something to say.
		this.#cursor = this.index.violations[0] ?? trace.events.length - 1;
		if (!hasMessages(trace)) {
			// Nothing but measures was taken: they are what time is made of, and the fullest moment teaches most.
			this.#folded = new Set();
			this.#cursor = fullestMoment(trace.events) ?? this.#cursor;
		}
		this.#laneOrder = lanesTogether(trace);
		if (like) {
			const known = like.#laneOrder.filter((name) => this.#laneByName.has(name));
			this.#laneOrder = [...known, ...this.#laneOrder.filter((name) => !known.includes(name))];
			this.#hiddenLanes = like.#hiddenLanes;
			this.#folded = like.#folded;
			this.#speed = like.#speed;
		}
	}

	/** The lanes that are shown, in the order of the picture. */
	readonly lanes: readonly Lane[] = $derived.by(() =>
		this.#laneOrder.flatMap((name) => (this.#hiddenLanes.has(name) ? [] : (this.#laneByName.get(name) ?? [])))
	);

	/** The indexes of the events that are shown. */
	readonly shown: readonly number[] = $derived.by(() =>
		this.trace.events.filter((event) => this.isShown(event)).map(({ index }) => index)
	);

	readonly timeline = $derived.by(() => timelineOf(this.trace.events, (event) => this.isShown(event)));

	/** Past and future of the selected event by cause; null when nothing is selected. */
	readonly cone: ReadonlySet<number> | null = $derived.by(() =>
		this.#selection === null ? null : causalCone(this.index, this.#selection)
	);

	/** The whole state at the cursor. */
	readonly state = $derived.by(() => this.history.stateAt(this.#cursor));

	get cursorMs() {
		return this.#cursor < 0 ? 0 : (this.trace.events[this.#cursor]?.atMs ?? 0);
	}

	get cursor() {
		return this.#cursor;
	}

	/** Where the cursor stands in the picture; between two events while playing. */
	get cursorY() {
		if (this.#isPlaying) return this.#playY;
		return this.#cursor < 0 ? 0 : (this.timeline.y[this.#cursor] ?? 0);
	}

	get selection() {
		return this.#selection;
	}

	get selected(): TraceEvent | null {
		return this.#selection === null ? null : (this.trace.events[this.#selection] ?? null);
	}

	get hiddenLanes() {
		return this.#hiddenLanes;
	}

	get folded() {
		return this.#folded;
	}

	get isPlaying() {
		return this.#isPlaying;
	}

	get speed() {
		return this.#speed;
	}

	set speed(speed: Speed) {
		this.#speed = speed;
	}

	/** Events of a message are shown when one of its ends is; those of the whole lab always. */
	isShown(event: TraceEvent): boolean {
		const fold = this.folds[event.index] ?? null;
		return (fold === null || !this.#folded.has(fold)) && !this.#hiddenLanes.has(event.node);
	}

	stateAt(index: number): LabState {
		return index === this.#cursor ? this.state : this.history.stateAt(index);
	}

	valueAt(key: string, index: number): Json | undefined {
		return this.history.valueAt(key, index);
	}

	/** The event that was happening at that virtual time. */
	eventAtMs(atMs: number): number {
		const { events } = this.trace;
		return lastAtMost(events.length, (index) => events[index]?.atMs ?? 0, atMs);
	}

	moveTo(index: number) {
		this.#cursor = Math.max(-1, Math.min(this.trace.events.length - 1, Math.round(index)));
		this.#playY = this.#cursor < 0 ? 0 : (this.timeline.y[this.#cursor] ?? 0);
	}

	moveToMs(atMs: number) {
		this.moveTo(this.eventAtMs(atMs));
	}

	/** To what happens at that height of the picture. */
	moveToY(y: number) {
		this.moveTo(eventAtY(this.timeline, y));
	}

	/** To the next event that is shown, or the one before. */
	step(by: 1 | -1) {
		this.#isPlaying = false;
		this.#stepWhere(by, (event) => this.isShown(event));
	}

	/** To where the next shown message arrives or is lost. */
	stepMessage(by: 1 | -1) {
		this.#isPlaying = false;
		this.#stepWhere(
			by,
			(event) => (event.kind === 'receive' || event.kind === 'drop') && this.isShown(event)
		);
	}

	/** To the next broken property, crash or logged error, and selects it. False when there is none. */
	nextFailure(by: 1 | -1 = 1): boolean {
		const { failures } = this.index;
		const next =
			by === 1
				? failures.find((index) => index > this.#cursor)
				: failures.findLast((index) => index < this.#cursor);
		if (next === undefined) return false;
		this.#isPlaying = false;
		this.moveTo(next);
		this.#selection = next;
		return true;
	}

	/** To the first failure of all. */
	nextFailureFromStart(): boolean {
		this.moveTo(-1);
		return this.nextFailure(1);
	}

	toStart() {
		this.moveTo(-1);
	}

	toEnd() {
		this.#isPlaying = false;
		this.moveTo(this.trace.events.length - 1);
	}

	/** From the cursor; from the start when it stands at the end. */
	play() {
		if (this.#cursor >= this.trace.events.length - 1) this.moveTo(-1);
		this.#playY = this.cursorY;
		this.#sinceFrameMs = 0;
		this.#isPlaying = true;
	}

	pause() {
		this.#isPlaying = false;
	}

	/** Time has passed while playing. In frames, for those who asked for less motion, or in one flow. */
	advance(elapsedMs: number, inFrames = false) {
		if (!this.#isPlaying) return;
		if (inFrames) this.#advanceInFrames(elapsedMs);
		else {
			this.#playY += (elapsedMs / 1000) * PLAY_PX_PER_SECOND * this.#speed;
			const now = eventAtY(this.timeline, this.#playY);
			if (now > this.#cursor) this.#cursor = now;
		}
		if (this.#cursor >= this.trace.events.length - 1) this.toEnd();
	}

	/** Null selects nothing. */
	select(index: number | null) {
		this.#selection = index;
	}

	setLaneHidden(name: string, isHidden: boolean) {
		const hidden = new Set(this.#hiddenLanes);
		if (isHidden) hidden.add(name);
		else hidden.delete(name);
		if (hidden.size < this.trace.lanes.length) this.#hiddenLanes = hidden;
	}

	setFolded(fold: Fold, isFolded: boolean) {
		const folded = new Set(this.#folded);
		if (isFolded) folded.add(fold);
		else folded.delete(fold);
		this.#folded = folded;
	}

	/** Puts a lane where another one stands; the ones between make room. */
	moveLane(name: string, toPlaceOf: string) {
		const place = this.#laneOrder.indexOf(toPlaceOf);
		if (place < 0 || name === toPlaceOf) return;
		this.#laneOrder = this.#laneOrder.filter((other) => other !== name).toSpliced(place, 0, name);
	}

	#advanceInFrames(elapsedMs: number) {
		this.#sinceFrameMs += elapsedMs;
		const frameMs = FRAME_MS / this.#speed;
		while (this.#sinceFrameMs >= frameMs && this.#cursor < this.trace.events.length - 1) {
			this.#sinceFrameMs -= frameMs;
			this.#stepWhere(1, (event) => this.isShown(event));
		}
	}

	#stepWhere(by: 1 | -1, isWanted: (event: TraceEvent) => boolean) {
		const { events } = this.trace;
		let next = this.#cursor + by;
		for (let event = events[next]; event !== undefined; event = events[next]) {
			if (isWanted(event)) break;
			next += by;
		}
		this.moveTo(next);
	}
}
