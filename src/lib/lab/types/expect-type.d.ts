/** `expectTypeOf` and `assertType`: looked at by the compiler, nothing when they run. After the package expect-type (Apache-2.0). */
declare module 'expect-type' {
	type IsNever<T> = [T] extends [never] ? true : false;
	type IsAny<T> = 0 extends 1 & T ? true : false;
	type IsUnknown<T> = IsAny<T> extends true ? false : unknown extends T ? true : false;
	type Is<T, U> =
		IsAny<T> extends true ? false : IsNever<T> extends true ? false : [T] extends [U] ? true : false;
	type IsSame<A, B> =
		(<T>() => T extends (A & T) | T ? true : false) extends <T>() => T extends (B & T) | T ? true : false
			? true
			: false;
	type Fits<A, B> =
		IsAny<A> extends true ? IsAny<B> : IsNever<A> extends true ? IsNever<B> : [A] extends [B] ? true : false;
	/** No argument where it holds; one that nobody has where it does not, so that the call does not compile. */
	type Holds<Result, Wanted> = Result extends Wanted
		? []
		: [{ 'this type is not what was expected': { found: Result; wanted: Wanted } }];
	type AnyFunction = (...args: never[]) => unknown;
	type ParametersOf<T> = T extends (...args: infer P) => unknown ? P : never;
	type ConstructorParametersOf<T> = T extends abstract new (...args: infer P) => unknown ? P : never;

	export interface ExpectTypeOf<Actual, Wanted extends boolean = true> {
		not: ExpectTypeOf<Actual, Wanted extends true ? false : true>;
		branded: Pick<ExpectTypeOf<Actual, Wanted>, 'toEqualTypeOf'>;
		resolves: ExpectTypeOf<Actual extends PromiseLike<infer T> ? T : never, Wanted>;
		returns: ExpectTypeOf<Actual extends (...args: never[]) => infer R ? R : never, Wanted>;
		parameters: ExpectTypeOf<ParametersOf<Actual>, Wanted>;
		constructorParameters: ExpectTypeOf<ConstructorParametersOf<Actual>, Wanted>;
		instance: ExpectTypeOf<Actual extends abstract new (...args: never[]) => infer I ? I : never, Wanted>;
		items: ExpectTypeOf<Actual extends readonly (infer Item)[] ? Item : never, Wanted>;
		thisParameter: ExpectTypeOf<ThisParameterType<Actual>, Wanted>;
		guards: ExpectTypeOf<Actual extends (value: any, ...args: any[]) => value is infer T ? T : never, Wanted>;
		asserts: ExpectTypeOf<
			Actual extends (value: any, ...args: any[]) => asserts value is infer T ? T : never,
			Wanted
		>;
		toBeAny(...holds: Holds<IsAny<Actual>, Wanted>): true;
		toBeUnknown(...holds: Holds<IsUnknown<Actual>, Wanted>): true;
		toBeNever(...holds: Holds<IsNever<Actual>, Wanted>): true;
		toBeFunction(...holds: Holds<Is<Actual, AnyFunction>, Wanted>): true;
		toBeObject(...holds: Holds<Is<Actual, object>, Wanted>): true;
		toBeArray(...holds: Holds<Is<Actual, readonly unknown[]>, Wanted>): true;
		toBeString(...holds: Holds<Is<Actual, string>, Wanted>): true;
		toBeNumber(...holds: Holds<Is<Actual, number>, Wanted>): true;
		toBeBigInt(...holds: Holds<Is<Actual, bigint>, Wanted>): true;
		toBeBoolean(...holds: Holds<Is<Actual, boolean>, Wanted>): true;
		toBeSymbol(...holds: Holds<Is<Actual, symbol>, Wanted>): true;
		toBeNull(...holds: Holds<Is<Actual, null>, Wanted>): true;
		toBeUndefined(...holds: Holds<Is<Actual, undefined>, Wanted>): true;
		toBeVoid(...holds: Holds<IsSame<Actual, void>, Wanted>): true;
		toBeNullable(
			...holds: Holds<IsSame<Actual, NonNullable<Actual>> extends true ? false : true, Wanted>
		): true;
		/** The very same type. */
		toEqualTypeOf<Expected>(...holds: Holds<IsSame<Actual, Expected>, Wanted>): true;
		toEqualTypeOf<Expected>(expected: Expected, ...holds: Holds<IsSame<Actual, Expected>, Wanted>): true;
		/** A type that can be used as the other one. */
		toExtend<Expected>(...holds: Holds<Fits<Actual, Expected>, Wanted>): true;
		toMatchTypeOf<Expected>(...holds: Holds<Fits<Actual, Expected>, Wanted>): true;
		toMatchTypeOf<Expected>(expected: Expected, ...holds: Holds<Fits<Actual, Expected>, Wanted>): true;
		toMatchObjectType<Expected>(...holds: Holds<Fits<Actual, Expected>, Wanted>): true;
		toHaveProperty<Key extends PropertyKey>(
			key: Key,
			...holds: Holds<Key extends keyof Actual ? true : false, Wanted>
		): Key extends keyof Actual ? ExpectTypeOf<Actual[Key], Wanted> : true;
		parameter<Index extends number>(index: Index): ExpectTypeOf<ParametersOf<Actual>[Index], Wanted>;
		toBeCallableWith(...args: Wanted extends true ? ParametersOf<Actual> : unknown[]): true;
		toBeConstructibleWith(...args: Wanted extends true ? ConstructorParametersOf<Actual> : unknown[]): true;
		extract<T>(value?: T): ExpectTypeOf<Extract<Actual, T>, Wanted>;
		exclude<T>(value?: T): ExpectTypeOf<Exclude<Actual, T>, Wanted>;
		pick<Key extends keyof Actual>(key?: Key): ExpectTypeOf<Pick<Actual, Key>, Wanted>;
		omit<Key extends keyof Actual>(key?: Key): ExpectTypeOf<Omit<Actual, Key>, Wanted>;
	}
	export function expectTypeOf<Actual>(actual: Actual): ExpectTypeOf<Actual>;
	export function expectTypeOf<Actual>(): ExpectTypeOf<Actual>;
}
