import type { PipeStage } from './pipe.ts';

export interface PipeSettings {
	/** Items a tick. */
	sourceRate: number;
	sinkRate: number;
	/** Of every stage. */
	highWaterMark: number;
	/** The source waits when it is told to. */
	isRespected: boolean;
}

/** A source, a transform and a slow sink; `held` is what all of them held together, tick by tick. */
export interface PipeRun {
	settings: PipeSettings;
	tick: number;
	stages: readonly PipeStage[];
	held: readonly number[];
	delivered: number;
}

export const PIPE_DEFAULT: PipeSettings = {
	sourceRate: 5,
	sinkRate: 2,
	highWaterMark: 16,
	isRespected: true
};
/** At this tick the pressure has just reached the source. */
export const PIPE_DEFAULT_TICK = 17;
const HELD_MAX_COUNT = 400;
/** The transform can pass on more than anyone gives it. */
const TRANSFORM_RATE = 12;

export function newPipeRun(settings: PipeSettings): PipeRun {
	const stages = ['source', 'transform', 'sink'].map((name) => ({
		name,
		length: 0,
		highWaterMark: settings.highWaterMark,
		isFlowing: true
	}));
	return { settings, tick: 0, stages, held: [0], delivered: 0 };
}

/**
 * One tick, from the sink upstream: each stage passes on what it can. A stage that fills to its mark makes the
 * one before it wait, and lets it go on when it is empty again, as `drain` does in Node's streams.
 */
export function pipeTick(run: PipeRun): PipeRun {
	const { sourceRate, sinkRate, isRespected } = run.settings;
	const [source, transform, sink] = run.stages.map((stage) => ({ ...stage }));
	if (!source || !transform || !sink) return run;

	const delivered = Math.min(sinkRate, sink.length);
	sink.length -= delivered;
	passOn(transform, sink, TRANSFORM_RATE, isRespected);
	passOn(source, transform, TRANSFORM_RATE, isRespected);
	// Who is asked for no more than there is room for gives no more.
	source.length += isRespected ? Math.min(sourceRate, source.highWaterMark - source.length) : sourceRate;

	const stages = [source, transform, sink];
	const held = stages.reduce((sum, { length }) => sum + length, 0);
	return {
		settings: run.settings,
		tick: run.tick + 1,
		stages,
		held: [...run.held, held].slice(-HELD_MAX_COUNT),
		delivered: run.delivered + delivered
	};
}

/** At most up to the mark of the next stage, when marks are respected. */
function passOn(from: PipeStage, to: PipeStage, rate: number, isRespected: boolean) {
	if (isRespected) from.isFlowing = from.isFlowing ? to.length < to.highWaterMark : to.length === 0;
	else from.isFlowing = true;
	if (!from.isFlowing) return;
	const room = isRespected ? to.highWaterMark - to.length : Infinity;
	const moved = Math.min(from.length, rate, room);
	from.length -= moved;
	to.length += moved;
	if (isRespected && to.length >= to.highWaterMark) from.isFlowing = false;
}

export function pipeRunTo(settings: PipeSettings, tick: number): PipeRun {
	let run = newPipeRun(settings);
	while (run.tick < tick) run = pipeTick(run);
	return run;
}
