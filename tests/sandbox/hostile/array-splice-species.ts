// expect: time_limit_exceeded
const a: any = [1, 2, 3]; a.constructor = { [Symbol.species]: function () { return new Proxy([], { defineProperty() { for (;;); } }); } }; a.splice(0, 2)
