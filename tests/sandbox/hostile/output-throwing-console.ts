// expect: accepted
console.log({ get a() { throw 1; } }, new Proxy(() => {}, { get() { throw 2; }, getOwnPropertyDescriptor() { throw 3; } }))
