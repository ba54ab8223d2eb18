export interface MachineDefinition<State extends string, Event extends string, Context> {
	initial: State;
	context: Context;
	states: Record<State, StateDefinition<State, Event, Context>>;
}

interface Transition<State, Context> {
	to: State;
	guard?: (context: Context) => boolean;
	update?: (context: Context, payload: unknown) => Partial<Context>;
}

interface StateDefinition<State extends string, Event extends string, Context> {
	on?: { [Name in Event]?: State | Transition<State, Context> | Transition<State, Context>[] };
	onEnter?: (context: Context) => void;
	onExit?: (context: Context) => void;
	isFinal?: boolean;
}

export class Machine<State extends string, Event extends string, Context> {
	readonly #definition: MachineDefinition<State, Event, Context>;
	readonly #history: State[] = [];
	#state: State;
	#context: Context;

	constructor(definition: MachineDefinition<State, Event, Context>) {
		this.#definition = definition;
		this.#state = definition.initial;
		this.#context = { ...definition.context };
		this.#current.onEnter?.(this.#context);
	}

	get state(): State {
		return this.#state;
	}

	get context(): Readonly<Context> {
		return this.#context;
	}

	get history(): readonly State[] {
		return this.#history;
	}

	get isDone(): boolean {
		return this.#current.isFinal === true;
	}

	can(event: Event): boolean {
		return this.#transitionFor(event) !== undefined;
	}

	send(event: Event, payload?: unknown): State {
		const transition = this.#transitionFor(event);
		if (!transition) throw new Error(`“${event}” means nothing in “${this.#state}”`);
		this.#current.onExit?.(this.#context);
		this.#context = { ...this.#context, ...transition.update?.(this.#context, payload) };
		this.#history.push(this.#state);
		this.#state = transition.to;
		this.#current.onEnter?.(this.#context);
		return this.#state;
	}

	get #current(): StateDefinition<State, Event, Context> {
		return this.#definition.states[this.#state];
	}

	#transitionFor(event: Event): Transition<State, Context> | undefined {
		const target = this.#current.on?.[event];
		if (target === undefined) return undefined;
		const transitions =
			typeof target === 'string' ? [{ to: target }] : Array.isArray(target) ? target : [target];
		return transitions.find(
			(each): each is Transition<State, Context> =>
				typeof each === 'object' && (!('guard' in each) || each.guard?.(this.#context) !== false)
		);
	}
}
