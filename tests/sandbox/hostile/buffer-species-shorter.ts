// expect: runtime_error
class A extends Uint8Array { static get [Symbol.species]() { return function () { return new Uint8Array(1); } as any; } } console.log(new A(100).map((x) => x).length)
