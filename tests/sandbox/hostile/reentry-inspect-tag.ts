// expect: time_limit_exceeded
console.log({ get [Symbol.toStringTag]() { for (;;); } }, new (class { static get name() { for (;;); } })())
